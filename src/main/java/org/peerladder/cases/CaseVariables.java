package org.peerladder.cases;

import org.peerladder.engine.ProcessVariable;

/** What every case about a worker's career holds, and what the processes it calls are given. */
public final class CaseVariables {

    /** Whose career the case is about; set by the application, never by a form. */
    public static final ProcessVariable<String> APPLICANT = ProcessVariable.text("applicantId");

    /** A code of table {@code career-ladder}. */
    public static final ProcessVariable<String> TARGET_POSITION = ProcessVariable.text("targetPosition");

    /** The requirement rows beside the worker's facts, as they were when the case was assessed. */
    public static final ProcessVariable<String> ASSESSMENT = ProcessVariable.jsonText("assessment");

    private CaseVariables() {}
}
