package org.peerladder.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;

/**
 * Of these nothing is known outside but that they run: which step they are at would tell what only those who do the steps
 * may know. No step of them is in any history, list or mail.
 */
public final class SealedProcesses {

    private static final Set<String> KEYS = Set.of("fair-chance-check");

    private SealedProcesses() {}

    /** @param key of a process; null for a task of none */
    public static boolean contains(String key) {
        return key != null && KEYS.contains(key);
    }

    /** @param definitionId begins with the key; null for none */
    public static boolean containsDefinition(String definitionId) {
        return definitionId != null && contains(definitionId.substring(0, Math.max(0, definitionId.indexOf(':'))));
    }

    /** What may be said of a step: of a sealed process that it is one of its steps, of every other one what it is. */
    public static String nameOf(TaskEntity task) {
        return sealed(task) ? task.getProcessDefinition().getName() : task.getName();
    }

    /** The same for a key. */
    public static String keyOf(TaskEntity task) {
        return sealed(task) ? task.getProcessDefinition().getKey() : task.getTaskDefinitionKey();
    }

    public static boolean sealed(TaskEntity task) {
        return task.getProcessDefinitionId() != null
                && contains(task.getProcessDefinition().getKey());
    }
}
