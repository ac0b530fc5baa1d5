package org.peerladder.access;

/** Somebody asked for a route that is not open to them. */
public record RouteRefused(String person, String method, String path) {}
