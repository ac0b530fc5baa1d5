package org.peerladder.forms;

import java.util.Map;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.peerladder.engine.NoExpressions;

/** The engine's task service; completing a task is held to its form exactly as submitting the form is. */
final class ContractTaskService extends TaskServiceImpl {

    private final DeployedForms forms;

    ContractTaskService(DeployedForms forms) {
        this.forms = forms;
    }

    @Override
    public TaskQuery createTaskQuery() {
        var query = new TaskQueryImpl(commandExecutor);
        query.addValidator(new NoExpressions());
        return query;
    }

    @Override
    public void complete(String taskId) {
        complete(taskId, null);
    }

    @Override
    public void complete(String taskId, Map<String, Object> variables) {
        commandExecutor.execute(new Complete(taskId, variables, false, false));
    }

    @Override
    public VariableMap completeWithVariablesInReturn(
            String taskId, Map<String, Object> variables, boolean deserializeValues) {
        return commandExecutor.execute(new Complete(taskId, variables, true, deserializeValues));
    }

    private final class Complete extends CompleteTaskCmd {

        Complete(String taskId, Map<String, Object> variables, boolean returnVariables, boolean deserialize) {
            super(taskId, variables, returnVariables, deserialize);
        }

        @Override
        protected void checkCompleteTask(TaskEntity task, CommandContext context) {
            DeployedForms.checkTaskWork(context, task);
            var form = forms.ofTask(context, taskId);
            variables = form.check(Variables.fromMap(variables), DeployedForms.current(task, form));
        }
    }
}
