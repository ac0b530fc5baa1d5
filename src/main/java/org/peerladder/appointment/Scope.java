package org.peerladder.appointment;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who may supervise one service: one answer of table {@code supervision-scope}, the strictest where several payers pay.
 *
 * @param service in words
 * @param payers in words, with commas
 * @param scope {@code peer-alone}, {@code peer-with-clinician}, {@code clinician-only} or {@code ask-compliance}
 * @param scopeWords the same for a screen
 */
record Scope(String service, String payers, String scope, String scopeWords, String reason, String source) {

    static final String PEER_ALONE = "peer-alone";
    static final String ASK_COMPLIANCE = "ask-compliance";

    /** From least to most strict. */
    private static final List<String> STRICTNESS =
            List.of(PEER_ALONE, "peer-with-clinician", "clinician-only", ASK_COMPLIANCE);

    private static final List<String> WORDS = List.of(
            "the peer supervisor alone",
            "the peer supervisor with a clinician of record",
            "a clinician",
            "compliance is asked, because the table does not know this combination yet");

    static Scope of(String service, String payers, String scope, String reason, String source) {
        return new Scope(service, payers, scope, WORDS.get(STRICTNESS.indexOf(scope)), reason, source);
    }

    /** The one that holds where all of these do. */
    static Scope strictest(Stream<Scope> scopes) {
        return scopes.max(Comparator.comparingInt(each -> STRICTNESS.indexOf(each.scope())))
                .orElseThrow();
    }

    /** Whether compliance has something to do: name a clinician, or decide. */
    boolean needsCompliance() {
        return !scope.equals(PEER_ALONE);
    }

    /** With what compliance said. */
    Scope decided(String decision) {
        return of(service, payers, decision, reason, source);
    }
}
