package org.peerladder.forms;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.form.FormData;
import org.camunda.bpm.engine.impl.cmd.GetCamundaFormDefinitionCmd;
import org.camunda.bpm.engine.impl.cmd.GetDeploymentResourceCmd;
import org.camunda.bpm.engine.impl.cmd.GetStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.GetTaskFormCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

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
