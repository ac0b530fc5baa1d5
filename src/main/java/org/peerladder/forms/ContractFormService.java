package org.peerladder.forms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.peerladder.Refusal;

/**
 * The engine's form service, checking each submission against its form. Engine REST, the webapps and Java all come through
 * here. Check and engine command are one command, so they share one transaction; the engine's own permission check comes
 * first, so that a stranger learns nothing from the faults.
 */
final class ContractFormService extends FormServiceImpl {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeployedForms forms;
    private final Supplier<List<StartChoices>> startChoices;
    private final Supplier<List<ShownValues>> shownValues;

    ContractFormService(
            DeployedForms forms, Supplier<List<StartChoices>> startChoices, Supplier<List<ShownValues>> shownValues) {
        this.forms = forms;
        this.shownValues = shownValues;
        this.startChoices = startChoices;
    }

    /** With the {@link StartChoices} filled in. */
    @Override
    public InputStream getDeployedStartForm(String processDefinitionId) {
        try (var deployed = super.getDeployedStartForm(processDefinitionId)) {
            var form = deployed.readAllBytes();
            var text = new String(form, StandardCharsets.UTF_8);
            var named = startChoices.get().stream()
                    .filter(choices -> text.contains('"' + choices.name() + '"'))
                    .toList();
            return new ByteArrayInputStream(named.isEmpty() ? form : filled(JSON.readTree(form), named));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] filled(JsonNode form, List<StartChoices> named) throws IOException {
        for (var component : form.path("components")) {
            for (var choices : named) {
                if (choices.name().equals(component.path("valuesKey").asText())) {
                    ((ObjectNode) component).remove("valuesKey");
                    ((ObjectNode) component).set("values", JSON.valueToTree(choices.choices()));
                }
            }
        }
        return JSON.writeValueAsBytes(form);
    }

    /** With the {@link ShownValues} of the task. The engine has checked before that whoever asks may read them. */
    @Override
    public VariableMap getTaskFormVariables(String taskId, Collection<String> names, boolean deserialize) {
        var variables = super.getTaskFormVariables(taskId, names, deserialize);
        return commandExecutor.execute(
                context -> {
                    var task = context.getTaskManager().findTaskById(taskId);
                    if (task != null && task.getProcessDefinitionId() != null) {
                        shownValues.get().stream()
                                .flatMap(shown -> shown
                                        .of(task.getProcessDefinition().getKey(), task.getProcessInstanceId())
                                        .entrySet()
                                        .stream())
                                .filter(value -> names == null || names.isEmpty() || names.contains(value.getKey()))
                                .forEach(value -> variables.put(value.getKey(), value.getValue()));
                    }
                    return variables;
                });
    }

    private VariableMap chosenFrom(FormContract form) {
        var variables = Variables.createVariables();
        startChoices.get().stream()
                .filter(choices -> form.mayUse(choices.name()))
                .forEach(choices -> variables.putValue(
                        choices.name(),
                        SpinValues.jsonValue(JSON.valueToTree(choices.choices()).toString())
                                .create()));
        return variables;
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
            var form = forms.ofStart(context, processDefinitionId);
            variables = form.check(variables, chosenFrom(form));
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
