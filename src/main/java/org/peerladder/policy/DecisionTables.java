package org.peerladder.policy;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.exception.dmn.DecisionDefinitionNotFoundException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.util.DecisionEvaluationUtil;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.springframework.stereotype.Component;

/**
 * Asks the decision tables that are deployed now, in their latest version, by decision id.
 *
 * <p>Tables are asked the way a business rule task does it: whoever is logged in needs no right to decisions, and no
 * user operation is logged. Inside an execution the decision history keeps the link to it.
 */
@Component
public class DecisionTables {

    /** A text in quotes, or anything else up to the next comma. */
    private static final Pattern ALLOWED_VALUE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\"\\s][^,\"]*)");

    private static final int MOST_REMEMBERED = 20_000;

    private final ProcessEngine engine;

    /** By decision definition id (which never changes its content) and input. */
    private final ConcurrentMap<List<String>, List<String>> allowed = new ConcurrentHashMap<>();

    /** By decision definition id and inputs. */
    private final ConcurrentMap<List<Object>, List<Map<String, Object>>> remembered = new ConcurrentHashMap<>();

    DecisionTables(ProcessEngine engine) {
        this.engine = engine;
    }

    /**
     * All rows that match, in the order of the table; each is column name to value, an empty cell is null.
     *
     * @param inputs by the table's input names; a day is a {@link LocalDate}
     * @throws PolicyGap if the table is not deployed or cannot be read with these inputs
     */
    public List<Map<String, Object>> rows(String table, Map<String, ?> inputs) {
        var variables = variables(inputs);
        return withDefinition(table, definition -> {
            try {
                return DecisionEvaluationUtil.evaluateDecisionTable(definition, variables)
                        .getResultList();
            } catch (DmnEngineException | FeelException e) {
                throw new PolicyGap(
                        "Table " + table + " cannot be read for " + PolicyGap.inWords(inputs) + ": " + e.getMessage()
                                + " Correct it in Modeler and deploy the table.",
                        e);
            }
        });
    }

    /**
     * The same for tables that are no decision about a case, such as a calendar, or that are asked for hundreds of people
     * at once: each version of them is asked once, so that the history of decisions is not filled with them.
     *
     * @throws PolicyGap as {@link #rows}
     */
    public List<Map<String, Object>> remembered(String table, Map<String, ?> inputs) {
        var version = withDefinition(table, DecisionDefinitionEntity::getId);
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(List.of(version, inputs), key -> rows(table, inputs));
    }

    /**
     * The one row that matches.
     *
     * @throws PolicyGap if there is none, or more than one
     */
    public Map<String, Object> row(String table, Map<String, ?> inputs) {
        var rows = rows(table, inputs);
        if (rows.isEmpty()) {
            throw PolicyGap.noRow(table, inputs);
        }
        if (rows.size() > 1) {
            throw PolicyGap.severalRows(table, inputs, rows.size());
        }
        return rows.get(0);
    }

    /**
     * The values that the table lists as allowed for an input, in their order; empty if it lists none.
     *
     * @throws PolicyGap if the table is not deployed or has no such input
     */
    public List<String> allowedInputs(String table, String inputName) {
        return withDefinition(
                table,
                definition -> allowed.computeIfAbsent(
                        List.of(definition.getId(), inputName), key -> readAllowed(definition, inputName)));
    }

    /** The tables know days as the engine's date type, which is the start of the day in the agency's time zone. */
    static VariableMap variables(Map<String, ?> inputs) {
        var variables = Variables.createVariables();
        inputs.forEach((name, value) -> variables.putValue(
                name,
                value instanceof LocalDate day
                        ? Date.from(day.atStartOfDay(ZoneId.systemDefault()).toInstant())
                        : value));
        return variables;
    }

    private List<String> readAllowed(DecisionDefinitionEntity definition, String inputName) {
        var model = engine.getRepositoryService().getDmnModelInstance(definition.getId());
        Decision decision = model.getModelElementById(definition.getKey());
        return decision.getChildElementsByType(DecisionTable.class).stream()
                .flatMap(table -> table.getInputs().stream())
                .filter(input -> inputName.equals(expression(input)))
                .findFirst()
                .map(DecisionTables::allowedValues)
                .orElseThrow(() -> new PolicyGap("Table " + definition.getKey() + " has no input " + inputName
                        + ". Add it in Modeler and deploy the table."));
    }

    private static String expression(Input input) {
        return input.getInputExpression().getText().getTextContent().strip();
    }

    static List<String> allowedValues(Input input) {
        if (input.getInputValues() == null) {
            return List.of();
        }
        return ALLOWED_VALUE
                .matcher(input.getInputValues().getText().getTextContent())
                .results()
                .map(DecisionTables::value)
                .toList();
    }

    private static String value(MatchResult match) {
        return match.group(1) != null
                ? match.group(1).replaceAll("\\\\(.)", "$1")
                : match.group(2).strip();
    }

    private interface Question<T> {

        T ask(DecisionDefinitionEntity definition) throws Exception;
    }

    private <T> T withDefinition(String table, Question<T> question) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> question.ask(latest(table, context))));
    }

    private static DecisionDefinitionEntity latest(String table, CommandContext context) {
        try {
            return (DecisionDefinitionEntity) context.getProcessEngineConfiguration()
                    .getDeploymentCache()
                    .findDeployedLatestDecisionDefinitionByKey(table);
        } catch (DecisionDefinitionNotFoundException e) {
            throw new PolicyGap("Table " + table + " is not deployed. Deploy it from Modeler.", e);
        }
    }
}
