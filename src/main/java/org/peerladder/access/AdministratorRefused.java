package org.peerladder.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The application does not start, because nobody could sign in or anybody could guess the password. */
class AdministratorRefused extends RuntimeException {

    AdministratorRefused(String message) {
        super(message);
    }

    /** Shows the sentence without a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<AdministratorRefused> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, AdministratorRefused cause) {
            return new FailureAnalysis(cause.getMessage(), null, cause);
        }
    }
}
