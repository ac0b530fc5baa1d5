package org.peerladder.appointment;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.peerladder.Refusal;
import org.peerladder.appointment.SupervisionPlans.Load;
import org.peerladder.career.CareerRecord;
import org.peerladder.career.Credential;
import org.peerladder.policy.Assessments;
import org.peerladder.policy.DecisionTables;
import org.springframework.stereotype.Component;

/** What the tables say about filling a post from within. */
@Component
class AppointmentPolicy {

    static final String REQUIREMENTS = "supervisor-requirements";

    private static final String NOT_BILLED = "not-billed";
    private static final String CLINICIAN = "clinician";
    private static final String NONE = "none";

    /**
     * Table {@code appointment-terms}.
     *
     * @param callDays calendar days an internal call lasts at least
     * @param extensionDays added once when nobody applied
     * @param appealDays working days the post waits for appeals
     * @param returnDays days in which there is a way back
     * @param checkDays days after the first one on which people are asked
     * @param checkOpenDays working days a question stays open
     * @param smallestGroupShown sums of fewer people are hidden
     */
    record Terms(
            int callDays,
            int extensionDays,
            int appealDays,
            int returnDays,
            List<Integer> checkDays,
            int checkOpenDays,
            int smallestGroupShown) {}

    private final DecisionTables tables;
    private final Assessments assessments;

    AppointmentPolicy(DecisionTables tables, Assessments assessments) {
        this.tables = tables;
        this.assessments = assessments;
    }

    Terms terms(String position) {
        var row = tables.row("appointment-terms", Map.of("position", position));
        return new Terms(
                count(row, "callDays"),
                count(row, "extensionDays"),
                count(row, "appealDays"),
                count(row, "returnDays"),
                Arrays.stream(row.get("checkDays").toString().split(","))
                        .map(day -> Integer.valueOf(day.strip()))
                        .sorted()
                        .toList(),
                count(row, "checkOpenDays"),
                count(row, "smallestGroupShown"));
    }

    /** @throws Refusal if the internal call would be too short */
    LocalDate checkCall(String field, String position, LocalDate closesOn, LocalDate today) {
        var first = today.plusDays(terms(position).callDays());
        if (closesOn.isBefore(first)) {
            throw new Refusal(
                    field,
                    "%s is too soon: people inside have at least %d days to apply. Give %s or a later day."
                            .formatted(closesOn, terms(position).callDays(), first));
        }
        return closesOn;
    }

    /** The rows of {@code supervisor-requirements} for this post, asked once for however many people. */
    Assessments.Asked requirements(String state, Collection<String> payers, Collection<String> services) {
        var inputs = new ArrayList<Map<String, ?>>();
        for (var payer : payers) {
            for (var service : services) {
                inputs.add(Map.of("state", state, "payer", payer, "service", service));
            }
        }
        return assessments.asked(REQUIREMENTS, inputs);
    }

    /** Table {@code background-check}: no cite, no check. */
    boolean checkNeeded(String cite, String state) {
        return Boolean.TRUE.equals(tables.row("background-check", Map.of("citeGiven", !cite.isBlank(), "state", state))
                .get("checkNeeded"));
    }

    /** Table {@code supervision-scope}, for each service the strictest answer of its payers. */
    List<Scope> scopes(String state, List<String> services, List<String> payers, String credential) {
        return services.stream()
                .map(service -> Scope.strictest(payers.stream().map(payer -> {
                    var row = tables.row(
                            "supervision-scope",
                            Map.of("state", state, "payer", payer, "service", service, "credential", credential));
                    return Scope.of(
                            inWords(List.of(service)),
                            inWords(payers),
                            (String) row.get("scope"),
                            (String) row.get("reason"),
                            (String) row.get("source"));
                })))
                .toList();
    }

    /** What table {@code supervision-scope} knows of a person: {@code clinician}, a level, or {@code none}. */
    String credential(CareerRecord record, LocalDate day) {
        if (isClinician(record, day)) {
            return CLINICIAN;
        }
        return record.credentials().stream()
                .filter(credential -> credential.activeOn(day))
                .map(Credential::level)
                .max(Credential.Level::compareTo)
                .map(level -> level.name().toLowerCase(Locale.ROOT))
                .orElse(NONE);
    }

    /** Whether somebody has an active licence of table {@code clinical-licences}. */
    boolean isClinician(CareerRecord record, LocalDate day) {
        return record.credentials().stream()
                .filter(credential -> credential.activeOn(day))
                .anyMatch(credential -> Boolean.TRUE.equals(
                        tables.remembered("clinical-licences", Map.of("credential", credential.credential())).stream()
                                .findFirst()
                                .map(row -> row.get("clinician"))
                                .orElse(false)));
    }

    /** Table {@code supervisor-load}. */
    Load load(String position, Collection<String> payers) {
        var billed = payers.stream().anyMatch(payer -> !payer.equals(NOT_BILLED));
        var row = tables.row("supervisor-load", Map.of("position", position, "billed", billed));
        return new Load(number(row, "mostFte"), number(row, "fullTimeHours"), (String) row.get("source"));
    }

    /** Codes of tables and forms as people read them: "Peer support, Crisis support". */
    static String inWords(Collection<String> codes) {
        return codes.stream()
                .map(code -> code.replace('-', ' '))
                .map(code -> code.isEmpty() ? code : code.substring(0, 1).toUpperCase(Locale.ROOT) + code.substring(1))
                .collect(Collectors.joining(", "));
    }

    private static int count(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).intValue();
    }

    private static BigDecimal number(Map<String, Object> row, String column) {
        return new BigDecimal(row.get(column).toString());
    }
}
