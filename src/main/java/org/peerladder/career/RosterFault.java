package org.peerladder.career;

/**
 * One thing that is wrong in a roster.
 *
 * @param line line of the file, from 1, on which the row begins
 * @param column empty where it is not about one column
 * @param message what is wrong, and what would be right
 */
public record RosterFault(String file, long line, String column, String message) {}
