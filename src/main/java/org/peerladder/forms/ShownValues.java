package org.peerladder.forms;

import java.util.Map;

/**
 * Values that a form shows and that the engine never stores, for what must stand in no table of the engine: read when
 * somebody who may work on the task opens its form.
 */
public interface ShownValues {

    /**
     * By variable name; nothing for a task of another process. Lists and objects as {@code Json}.
     *
     * @param process key of the process
     * @param instance id of the process instance
     */
    Map<String, Object> of(String process, String instance);
}
