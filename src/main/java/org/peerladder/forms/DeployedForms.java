package org.peerladder.forms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.form.FormData;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourceCmd;
import org.camunda.bpm.engine.impl.cmd.GetStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.impl.VariableMapImpl;
import org.peerladder.Refusal;

/**
 * Finds the form of a start or a task by the same reference, with the same binding, as Tasklist does. Whoever may submit
 * need not be allowed to read definitions and variables, so these look-ups are made without that person's authorizations.
 */
final class DeployedForms {

    /** Form definition id → contract. A deployed form never changes; a new version has a new id. */
    private final Map<String, FormContract> contracts = new ConcurrentHashMap<>();

    FormContract ofStart(CommandContext context, String processDefinitionId) {
        return of(context, context.runWithoutAuthorization(new GetStartFormCmd(processDefinitionId)));
    }

    FormContract ofTask(CommandContext context, String taskId) {
        return of(context, context.runWithoutAuthorization(new GetTaskFormCmd(taskId)));
    }

    /** What the task holds now of what its form may use. The rest is not read: lists and objects cost a look-up each. */
    static VariableMap current(TaskEntity task, FormContract form) {
        var current = new VariableMapImpl();
        var names = task.getVariableNames().stream().filter(form::mayUse).toList();
        task.collectVariables(current, names, false, false);
        return current;
    }

    /**
     * The engine's own permission check. The right to a task goes with the task: who was a moment too late would be told
     * that they may not, so they are told what happened instead.
     */
    static void checkTaskWork(CommandContext context, TaskEntity task) {
        try {
            context.getProcessEngineConfiguration()
                    .getCommandCheckers()
                    .forEach(checker -> checker.checkTaskWork(task));
        } catch (AuthorizationException e) {
            long left = context.runWithoutAuthorization(() ->
                    context.getTaskManager().findTaskCountByQueryCriteria(new TaskQueryImpl().taskId(task.getId())));
            if (left == 0) {
                throw new Refusal(
                        "request", "somebody else completed this task at the same moment.", Refusal.CONCURRENT);
            }
            throw e;
        }
    }

    private FormContract of(CommandContext context, FormData form) {
        var reference = form == null ? null : form.getCamundaFormRef();
        if (reference == null || reference.getKey() == null) {
            return FormContract.NO_FORM;
        }
        var definition =
                context.runWithoutAuthorization(new GetCamundaFormDefinitionCmd(reference, form.getDeploymentId()));
        if (definition == null) {
            throw new IllegalStateException("Form \"" + reference.getKey() + "\" (binding " + reference.getBinding()
                    + ") is not deployed. Deploy it and try again.");
        }
        var known = contracts.get(definition.getId());
        if (known != null) {
            return known;
        }
        var resource = context.runWithoutAuthorization(
                new GetDeploymentResourceCmd(definition.getDeploymentId(), definition.getResourceName()));
        var contract = FormContract.parse(text(resource));
        contracts.put(definition.getId(), contract);
        return contract;
    }

    private static String text(InputStream resource) {
        try (resource) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
