package org.peerladder.notices;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;

/** What a task's properties in its diagram say about time. What is missing or unreadable there is empty here. */
record TaskTerms(
        Optional<String> stage, Optional<String> remindAfter, Optional<String> escalateAfter, List<String> escalateTo) {

    /** ISO 8601, in days, hours and minutes; days are working days. The element template names the same. */
    static final Pattern DURATION = Pattern.compile("P(?=.)(\\d{1,3}D)?(T(?=.)(\\d{1,3}H)?(\\d{1,3}M)?)?");

    static TaskTerms of(DelegateTask task) {
        var extensions = task.getBpmnModelElementInstance().getExtensionElements();
        Map<String, String> properties = extensions == null
                ? Map.of()
                : extensions.getElementsQuery().filterByType(CamundaProperties.class).list().stream()
                        .flatMap(all -> all.getCamundaProperties().stream())
                        .filter(property -> property.getCamundaName() != null && property.getCamundaValue() != null)
                        .collect(Collectors.toMap(
                                CamundaProperty::getCamundaName,
                                CamundaProperty::getCamundaValue,
                                (first, second) -> first));
        return new TaskTerms(
                Optional.ofNullable(properties.get("stage")),
                duration(properties.get("remindAfter")),
                duration(properties.get("escalateAfter")),
                Arrays.stream(properties.getOrDefault("escalateTo", "").split(","))
                        .map(String::strip)
                        .filter(group -> !group.isEmpty())
                        .toList());
    }

    private static Optional<String> duration(String value) {
        return Optional.ofNullable(value)
                .filter(duration -> DURATION.matcher(duration).matches());
    }
}
