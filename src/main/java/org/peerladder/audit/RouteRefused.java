package org.peerladder.audit;

/** Somebody asked for a route that is not open to them. */
public record RouteRefused(String person, String method, String path) {}
