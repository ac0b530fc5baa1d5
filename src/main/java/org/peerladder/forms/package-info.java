/**
 * The form contract. A deployed Camunda Form decides what a start or a task may be given: every submission, from whatever
 * caller, is checked against it in the transaction that would store it. Rules that need the career record stand beside
 * their process.
 */
package org.peerladder.forms;
