/**
 * Money and time for learning. {@code Ledger} holds what was promised and paid, {@code LearningMoney} shows it.
 */
package org.peerladder.tuition;
