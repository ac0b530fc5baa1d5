/**
 * Who may what. {@link org.peerladder.access.Role} names the groups, {@link org.peerladder.access.AccessTable} is the one
 * table from which the engine's authorizations are made at every start. Around it: signing in over REST and
 * {@code /api}, accounts that follow the roster, the administrator, and the task lists everyone starts with.
 */
package org.peerladder.access;
