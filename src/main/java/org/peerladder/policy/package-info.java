/**
 * Asking the decision tables of {@code processes/policies}: the ladder, where a person stands, the career map. Numbers,
 * limits and reasons stay in the tables; Java reads the career record beside them and says what it found in words.
 *
 * <p>The records and {@code Standing} are plain Java; only
 * {@link org.peerladder.policy.DecisionTables} knows the engine.
 */
package org.peerladder.policy;
