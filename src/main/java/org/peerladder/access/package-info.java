/**
 * Who may what. {@link org.peerladder.access.Role} names the groups, {@link org.peerladder.access.AccessTable} is the one
 * table from which the engine's authorizations are made at every start, and {@link org.peerladder.access.RouteTable} says
 * who may use which route of the engine and its webapps. Around them: signing in over REST and
 * {@code /api}, accounts that follow the roster, the administrator, and the task lists everyone starts with.
 */
package org.peerladder.access;
