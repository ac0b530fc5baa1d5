/**
 * What people are told, and when: deadlines of tasks (table {@code task_deadline}, one sweep) and mails (table
 * {@code mail}, written in the case's transaction, sent by one sweep). Times stand at each task in its diagram as
 * {@code remindAfter}, {@code escalateAfter}, {@code escalateTo}; words in {@code src/main/resources/mails}. A deadline
 * asks and tells; it never decides.
 */
package org.peerladder.notices;
