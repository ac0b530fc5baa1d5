package org.peerladder.cases;

/**
 * Something that a worker is told although no task waits for them. Published in the transaction that makes it true.
 *
 * @param kind which words: {@code mails/<kind>.txt}
 * @param caseNumber the case it follows from
 */
public record News(String kind, String workerId, String caseNumber) {}
