package org.peerladder.cases;

import java.time.LocalDate;

/**
 * One case in a list. Days are in the agency's zone.
 *
 * @param process the name of its process
 * @param program of the person whom the case is about, today
 * @param stage where it is; null when it has ended
 * @param step what is being done now
 * @param waitingFor a person or a role in plain words, "You" for whoever asks, or what the case waits for
 * @param due by when; no deadline decides anything
 * @param late whether somebody else than the applicant should have answered by now
 * @param note what a person should know about the waiting; may be null
 * @param nextStep what may come after that
 * @param outcome how it ended; null while it is open
 * @param taskId the task that whoever asks can do now; may be null
 */
record CaseLine(
        String caseNumber,
        String process,
        String applicantId,
        String applicantName,
        String program,
        String stage,
        String step,
        String waitingFor,
        LocalDate waitingSince,
        LocalDate due,
        boolean late,
        String note,
        String nextStep,
        String outcome,
        LocalDate startedOn,
        LocalDate endedOn,
        boolean canWithdraw,
        String taskId) {}
