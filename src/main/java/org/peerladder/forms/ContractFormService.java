package org.peerladder.forms;

import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.peerladder.Refusal;

/**
 * The engine's form service, checking each submission against its form. Engine REST, the webapps and Java all come through
 * here. Check and engine command are one command, so they share one transaction; the engine's own permission check comes
 * first, so that a stranger learns nothing from the faults.
 */
final class ContractFormService extends FormServiceImpl {

    private final DeployedForms forms;

    ContractFormService(DeployedForms forms) {
        this.forms = forms;
    }

    @Override
    public ProcessInstance submitStartForm(String processDefinitionId, Map<String, Object> properties) {
        return submitStartForm(processDefinitionId, null, properties);
    }

    @Override
    public ProcessInstance submitStartForm(
            String processDefinitionId, String businessKey, Map<String, Object> properties) {
        return commandExecutor.execute(new SubmitStart(processDefinitionId, businessKey, properties));
    }

    @Override
    public ProcessInstance submitStartFormData(String processDefinitionId, Map<String, String> properties) {
        return submitStartForm(processDefinitionId, null, objects(properties));
    }

    @Override
    public ProcessInstance submitStartFormData(
            String processDefinitionId, String businessKey, Map<String, String> properties) {
        return submitStartForm(processDefinitionId, businessKey, objects(properties));
    }

    @Override
    public void submitTaskForm(String taskId, Map<String, Object> properties) {
        commandExecutor.execute(new SubmitTask(taskId, properties, false, false));
    }

    @Override
    public void submitTaskFormData(String taskId, Map<String, String> properties) {
        submitTaskForm(taskId, objects(properties));
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(
            String taskId, Map<String, Object> properties, boolean deserializeValues) {
        return commandExecutor.execute(new SubmitTask(taskId, properties, true, deserializeValues));
    }

    private static Map<String, Object> objects(Map<String, String> properties) {
        var objects = Variables.createVariables();
        if (properties != null) {
            objects.putAll(properties);
        }
        return objects;
    }

    private final class SubmitStart extends SubmitStartFormCmd {

        SubmitStart(String processDefinitionId, String businessKey, Map<String, Object> properties) {
            super(processDefinitionId, businessKey, properties);
        }

        @Override
        public ProcessInstance execute(CommandContext context) {
            var engine = context.getProcessEngineConfiguration();
            var definition = engine.getDeploymentCache().findDeployedProcessDefinitionById(processDefinitionId);
            engine.getCommandCheckers().forEach(checker -> checker.checkCreateProcessInstance(definition));
            if (businessKey != null) {
                throw new Refusal("businessKey", "The request number is given by the application; leave it out.");
            }
            variables = forms.ofStart(context, processDefinitionId).check(variables, Variables.createVariables());
            return super.execute(context);
        }
    }

    private final class SubmitTask extends SubmitTaskFormCmd {

        SubmitTask(String taskId, Map<String, Object> properties, boolean returnVariables, boolean deserialize) {
            super(taskId, properties, returnVariables, deserialize);
        }

        @Override
        public VariableMap execute(CommandContext context) {
            var task = taskId == null ? null : context.getTaskManager().findTaskById(taskId);
            if (task != null) { // an unknown one is the engine's to refuse
                DeployedForms.checkTaskWork(context, task);
                var form = forms.ofTask(context, taskId);
                properties = form.check(properties, DeployedForms.current(task, form));
            }
            return super.execute(context);
        }
    }
}
