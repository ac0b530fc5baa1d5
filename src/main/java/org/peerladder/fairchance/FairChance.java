package org.peerladder.fairchance;

import static org.peerladder.fairchance.FairChanceProcess.*;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.peerladder.access.Role;
import org.peerladder.access.Supervision;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.cases.CaseVariables;
import org.peerladder.engine.ProcessVariable;
import org.peerladder.engine.UsedByDiagrams;
import org.peerladder.fairchance.FairChanceFiles.FairChanceFile;
import org.peerladder.forms.ShownValues;
import org.peerladder.policy.Agency;
import org.peerladder.policy.DecisionTables;
import org.peerladder.policy.WorkingDays;
import org.springframework.stereotype.Component;

/**
 * What the forms of a check show, whom they are for, and what its gateways ask. Gateways read our own table, so that no
 * variable of the engine ever holds an outcome. Used by {@code fair-chance-check.bpmn}.
 */
@Component("fairChance")
@UsedByDiagrams
public class FairChance implements ShownValues {

    private record Option(String value, String label) {}

    private record Factor(String factor, String source) {}

    private record Finding(String factor, String finding) {}

    private static final ProcessVariable<List<Option>> OPTIONS =
            ProcessVariable.json("readerChoices", new TypeReference<>() {});
    private static final ProcessVariable<List<Factor>> FACTORS =
            ProcessVariable.json("factors", new TypeReference<>() {});
    private static final ProcessVariable<List<Finding>> SHOWN =
            ProcessVariable.json("findings", new TypeReference<>() {});
    private static final ProcessVariable<List<String>> NOT_FOR = ProcessVariable.texts("notFor");

    private static final Map<String, String> FINDING_WORDS = Map.of(
            "speaks-for", "Speaks for the person",
            "neutral", "Does not matter here",
            "speaks-against", "Speaks against this post");

    private final FairChanceFiles files;
    private final Supervision supervision;
    private final Career career;
    private final DecisionTables tables;
    private final Agency agency;
    private final WorkingDays calendar;
    private final Clock clock;

    FairChance(
            FairChanceFiles files,
            Supervision supervision,
            Career career,
            DecisionTables tables,
            Agency agency,
            WorkingDays calendar,
            Clock clock) {
        this.files = files;
        this.supervision = supervision;
        this.career = career;
        this.tables = tables;
        this.agency = agency;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Whether two officers may read this check, so that nobody decides alone. */
    public boolean twoReaders(DelegateExecution check) {
        return lawfulOfficers(check).size() >= 2;
    }

    private List<Worker> lawfulOfficers(DelegateExecution check) {
        return supervision.lawfulMembers(Role.FAIR_CHANCE.id(), CaseVariables.APPLICANT.get(check));
    }

    /**
     * The officers; nobody stands in for them. Where none of them may read this check, whoever the directors named is the
     * only one.
     */
    public List<String> officers(DelegateExecution check) {
        return lawfulOfficers(check).isEmpty() ? List.of() : List.of(Role.FAIR_CHANCE.id());
    }

    /** Whoever the directors named for this check alone. */
    public List<String> namedReaders(DelegateExecution check) {
        return Optional.ofNullable(file(check).secondReaderId()).stream().toList();
    }

    /** Who may be named: nobody in conflict, no director, none of the supervisor's line. */
    public Object readerChoices(DelegateExecution check) {
        return OPTIONS.stored(mayBeNamed(check).stream()
                .map(worker -> new Option(worker.id(), worker.name()))
                .toList());
    }

    List<Worker> mayBeNamed(VariableScope check) {
        var applicant = career.worker(CaseVariables.APPLICANT.get(check)).orElseThrow();
        var lawful = new ArrayList<Worker>();
        for (var group : List.of(Role.HR, Role.COMPLIANCE, Role.COORDINATORS, Role.FINANCE)) {
            supervision.lawfulMembers(group.id(), applicant.id()).stream()
                    .filter(worker -> !worker.id().equals(applicant.supervisorId()))
                    .filter(worker -> !worker.groups().contains(Role.FAIR_CHANCE.id()))
                    .filter(worker ->
                            lawful.stream().noneMatch(each -> each.id().equals(worker.id())))
                    .forEach(lawful::add);
        }
        return lawful;
    }

    public boolean consented(DelegateExecution check) {
        return Boolean.TRUE.equals(file(check).consent());
    }

    public boolean clear(DelegateExecution check) {
        return "clear".equals(file(check).outcome());
    }

    public boolean disputed(DelegateExecution check) {
        return file(check).disputed();
    }

    public boolean corrected(DelegateExecution check) {
        return file(check).corrected();
    }

    /** Whether the first reader found that it goes on. */
    public boolean found(DelegateExecution check) {
        return "go-on".equals(file(check).result());
    }

    /** Whether the second reader agrees with a no. */
    public boolean agreed(DelegateExecution check) {
        return "agree".equals(file(check).secondView());
    }

    /** Table {@code fair-chance-clock}: business days of this city from now. */
    public Date answerClock() {
        return calendar.workingDaysFromNow(((Number) clockRow().get("businessDays")).intValue());
    }

    public String answerUntil() {
        return LocalDate.ofInstant(answerClock().toInstant(), clock.getZone()).toString();
    }

    /** The last day on which the file of a check that ends today is kept. */
    LocalDate keepUntil() {
        return LocalDate.now(clock).plusDays(((Number) clockRow().get("keepDays")).longValue());
    }

    private Map<String, Object> clockRow() {
        return tables.row("fair-chance-clock", Map.of("city", agency.city()));
    }

    /** Table {@code check-factors}. */
    public Object factors(DelegateExecution check) {
        return FACTORS.stored(factorsOf(check));
    }

    private List<Factor> factorsOf(VariableScope check) {
        return factorsFor(STATE.find(check).orElse(""));
    }

    private List<Factor> factorsFor(String state) {
        return tables.rows("check-factors", Map.of("state", state)).stream()
                .map(row -> new Factor((String) row.get("factor"), (String) row.get("source")))
                .toList();
    }

    int factorCount(VariableScope check) {
        return factorsOf(check).size();
    }

    /** What the person said, and what the first reader found: read when an officer opens the form, and stored nowhere else. */
    @Override
    public Map<String, Object> of(String process, String instance) {
        if (!process.equals(KEY)) {
            return Map.of();
        }
        var file = files.get(instance);
        var shown = new HashMap<String, Object>();
        shown.put(RESPONSE.name(), file.response());
        shown.put(SHOWN.name(), findings(file));
        return shown;
    }

    /** Factor by factor. */
    private Object findings(FairChanceFile file) {
        var factors = factorsFor(file.state());
        var found = FINDINGS.find(Map.of(FINDINGS.name(), Objects.requireNonNullElse(file.findings(), "{}")))
                .orElse(Map.of());
        var shown = new ArrayList<Finding>();
        for (int i = 0; i < factors.size(); i++) {
            shown.add(new Finding(
                    factors.get(i).factor(),
                    FINDING_WORDS.getOrDefault(found.getOrDefault("factor" + (i + 1), ""), "")));
        }
        return SHOWN.stored(shown);
    }

    /** Whoever assessed first does not read a second time. */
    public Object firstReader(DelegateExecution check) {
        return NOT_FOR.stored(
                Optional.ofNullable(file(check).assessedBy()).stream().toList());
    }

    private FairChanceFile file(DelegateExecution check) {
        return files.get(check.getProcessInstanceId());
    }
}
