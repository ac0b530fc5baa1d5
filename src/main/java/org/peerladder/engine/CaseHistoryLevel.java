package org.peerladder.engine;

import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.HistoryLevelFull;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;

/**
 * Everything that happened in a case, minus what is private and minus what is only shown on a screen. A form's submission
 * is not written a second time as form properties, and a look-up in a table outside a case is no decision about anyone.
 * Of what the engine does by itself, only what failed is noted: what went well shows in the steps.
 */
class CaseHistoryLevel extends HistoryLevelFull {

    /** What forms only display. */
    private static final Set<String> ONLY_SHOWN = Set.of(
            "panelMembers",
            "panelCandidates",
            "reasons",
            "jobs",
            "pay",
            "caseNumber",
            "applicantName",
            "targetTitle",
            "stage");

    /** How the engine counts the instances of a step. */
    private static final Set<String> COUNTERS =
            Set.of("nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances", "loopCounter");

    /** Tables that are looked things up in, such as a title; they decide about nobody. */
    private static final Set<String> REFERENCE_TABLES = Set.of("career-ladder", "job-descriptions", "decline-reasons");

    /** Earlier values are told of answers, which are texts and yes-or-noes; of all others the last value is kept. */
    private static final Set<String> ANSWERS = Set.of("string", "boolean");

    private static final Set<HistoryEventType> OF_A_WHOLE_PROCESS = Set.of(
            HistoryEventTypes.PROCESS_INSTANCE_START,
            HistoryEventTypes.PROCESS_INSTANCE_UPDATE,
            HistoryEventTypes.PROCESS_INSTANCE_END);

    private static final Set<HistoryEventType> JOBS_THAT_WENT_WELL =
            Set.of(HistoryEventTypes.JOB_CREATE, HistoryEventTypes.JOB_SUCCESS, HistoryEventTypes.JOB_DELETE);

    private static boolean isInSealedProcess() {
        return Context.getCoreExecutionContext().getExecution() instanceof ExecutionEntity execution
                && SealedProcesses.contains(execution.getProcessDefinition().getKey());
    }

    /** Of a sealed process only that it runs is noted. */
    private static boolean isStepOfSealedProcess(HistoryEventType eventType, Object entity) {
        if (entity == null || OF_A_WHOLE_PROCESS.contains(eventType)) {
            return false;
        }
        if (entity instanceof ExecutionEntity execution) {
            return SealedProcesses.contains(execution.getProcessDefinition().getKey());
        }
        if (entity instanceof TaskEntity task) {
            return SealedProcesses.sealed(task);
        }
        if (entity instanceof VariableInstanceEntity variable) {
            var execution = variable.getExecution();
            return execution != null
                    && SealedProcesses.contains(execution.getProcessDefinition().getKey());
        }
        return entity instanceof IdentityLinkEntity link
                && link.getTask() != null
                && SealedProcesses.sealed(link.getTask());
    }

    @Override
    public int getId() {
        return 10;
    }

    @Override
    public String getName() {
        return "case";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType eventType, Object entity) {
        if (entity instanceof VariableInstanceEntity variable
                && (PrivateVariables.contains(variable.getName())
                        || ONLY_SHOWN.contains(variable.getName())
                        || COUNTERS.contains(variable.getName()))) {
            return false;
        }
        if (isStepOfSealedProcess(eventType, entity)) {
            return false;
        }
        if (eventType.equals(HistoryEventTypes.FORM_PROPERTY_UPDATE) || JOBS_THAT_WENT_WELL.contains(eventType)) {
            return false;
        }
        if (eventType.equals(HistoryEventTypes.VARIABLE_INSTANCE_UPDATE_DETAIL)
                && entity instanceof HistoricVariableUpdateEventEntity value) {
            return ANSWERS.contains(value.getSerializerName());
        }
        if (eventType.equals(HistoryEventTypes.DMN_DECISION_EVALUATE) && entity instanceof DmnDecision table) {
            return Context.getCoreExecutionContext() != null
                    && !REFERENCE_TABLES.contains(table.getKey())
                    && !isInSealedProcess();
        }
        return true;
    }
}
