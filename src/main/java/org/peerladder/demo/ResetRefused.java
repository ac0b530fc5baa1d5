package org.peerladder.demo;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Somebody asked for a fresh demo where there is none. */
class ResetRefused extends RuntimeException {

    ResetRefused(String message) {
        super(message);
    }

    /** Shows the sentence without a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<ResetRefused> {

        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, ResetRefused cause) {
            return new FailureAnalysis(cause.getMessage(), null, cause);
        }
    }
}
