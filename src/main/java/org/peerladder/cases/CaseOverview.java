package org.peerladder.cases;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.peerladder.cases.CaseVariables.APPLICANT;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.peerladder.access.People;
import org.peerladder.access.PrivateProcesses;
import org.peerladder.access.Role;
import org.peerladder.audit.AuditTrail;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.peerladder.cases.CasePage.Wanted;
import org.peerladder.cases.CaseRecords.Row;
import org.peerladder.cases.CaseRecords.Said;
import org.peerladder.cases.CaseRecords.Token;
import org.peerladder.cases.CaseRecords.Visit;
import org.peerladder.cases.Diagrams.Place;
import org.peerladder.engine.SealedProcesses;
import org.peerladder.policy.DeclineReasons;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Cases as people see them: what is asked of whom, since when, and how it ended. All of one moment. */
@Component
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
class CaseOverview {

    /** What every "no" says, whatever its process. */
    private static final String REASON_CODE = "reasonCode";

    private static final String WHAT_WOULD_CHANGE = "whatWouldChange";

    private static final int ROWS_AT_ONCE = 500;

    private static final String LATE = "We are late, not you.";
    private static final String STUCK = "Something went wrong on our side. Nothing is lost; it is being repaired.";
    private static final String REMOVED = "Ended by an administrator";

    private final CaseRecords records;
    private final Diagrams diagrams;
    private final Career career;
    private final People people;
    private final AuditTrail audit;
    private final DeclineReasons reasons;
    private final Cases cases;
    private final Clock clock;

    CaseOverview(
            CaseRecords records,
            Diagrams diagrams,
            Career career,
            People people,
            AuditTrail audit,
            DeclineReasons reasons,
            Cases cases,
            Clock clock) {
        this.records = records;
        this.diagrams = diagrams;
        this.career = career;
        this.people = people;
        this.audit = audit;
        this.reasons = reasons;
        this.cases = cases;
        this.clock = clock;
    }

    /** The requests of this person, the newest first. */
    CasePage mine(String person, Wanted wanted) {
        var total = records.countOf(person);
        return new CasePage(
                lines(records.of(person, wanted.offset(), wanted.size()), person), wanted.page(), wanted.size(), total);
    }

    /** For managers, the newest first. */
    CasePage all(CaseFilter filter, String person, Wanted wanted) {
        var places = places(filter.stage());
        var total = records.count(filter, places);
        return new CasePage(
                lines(records.page(filter, places, wanted.offset(), wanted.size()), person),
                wanted.page(),
                wanted.size(),
                total);
    }

    /** For managers, all that match. */
    String sheet(CaseFilter filter, String person) {
        var places = places(filter.stage());
        var sheet = new StringBuilder(CaseSheet.HEADER);
        List<Row> rows;
        var read = 0;
        do {
            rows = records.page(filter, places, read, ROWS_AT_ONCE);
            sheet.append(CaseSheet.rows(lines(rows, person)));
            read += rows.size();
        } while (rows.size() == ROWS_AT_ONCE);
        return sheet.toString();
    }

    /** One case, for those who take part in it and for managers. */
    Optional<CaseStory> one(String caseNumber, String person) {
        return records.find(caseNumber).filter(row -> mayRead(row, person)).map(row -> story(row, person));
    }

    /** Keys of the processes. */
    Collection<String> processes() {
        return diagrams.latest().keySet();
    }

    /** Every stage of every process. */
    Collection<String> stages() {
        return diagrams.latest().values().stream()
                .flatMap(diagram -> diagram.steps().stream())
                .flatMap(step -> step.stage().stream())
                .collect(toSet());
    }

    private List<String> places(String stage) {
        if (stage == null) {
            return List.of();
        }
        return records.runningDefinitions().stream()
                .map(diagrams::get)
                .flatMap(diagram -> diagram.steps().stream()
                        .filter(step -> step.stage().filter(stage::equals).isPresent())
                        .map(step -> diagram.id() + " " + step.id()))
                .toList();
    }

    private boolean mayRead(Row row, String person) {
        return person.equals(row.applicantId())
                || people.inAnyGroup(person, Role.MANAGERS.id(), Role.ADMINISTRATORS.id())
                || cases.mayStop(row.caseNumber(), person)
                || records.tookPart(row, person, audit.stepsDoneBy(person, row.caseNumber()), PrivateProcesses.KEYS);
    }

    private List<CaseLine> lines(List<Row> rows, String person) {
        var tokens = shownTokens(rows, person);
        var names = names(tokens.stream().map(Token::assignee));
        var latest = tokens.isEmpty() ? Map.<String, Diagram>of() : diagrams.latest();
        var stoppable = stoppable(rows, person);
        var byCase = tokens.stream().collect(groupingBy(Token::instanceId));
        return rows.stream()
                .map(row ->
                        line(row, byCase.getOrDefault(row.instanceId(), List.of()), names, latest, stoppable, person))
                .toList();
    }

    /**
     * Whoever has a part in a case of several people sees the case and their own part, and nothing of the others'. Managers
     * and whoever opened it see all of it. Of sealed processes nobody sees more than that they run, but the person whose
     * step it is.
     */
    private List<Token> shownTokens(List<Row> rows, String person) {
        var others = othersParts(rows, person);
        return records.tokens(rows).stream()
                .filter(token -> !others.contains(token.processInstanceId()))
                .map(token -> SealedProcesses.contains(
                                        diagrams.get(token.definitionId()).key())
                                && !person.equals(token.assignee())
                        ? token.sealed()
                        : token)
                .toList();
    }

    private List<Visit> shownVisits(Row row, String person) {
        var others = othersParts(List.of(row), person);
        return records.visits(row).stream()
                .filter(visit -> !others.contains(visit.processInstanceId()))
                .toList();
    }

    /** Process instances that are about somebody else than this person, in cases that are not theirs as a whole. */
    private Set<String> othersParts(List<Row> rows, String person) {
        var foreign =
                rows.stream().filter(row -> !person.equals(row.applicantId())).toList();
        if (foreign.isEmpty() || people.inAnyGroup(person, Role.MANAGERS.id(), Role.ADMINISTRATORS.id())) {
            return Set.of();
        }
        var owners = foreign.stream().map(Row::applicantId).collect(toSet());
        return records.applicantsOfCalled(foreign).entrySet().stream()
                .filter(each -> !each.getValue().equals(person) && !owners.contains(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    private Set<String> stoppable(List<Row> rows, String person) {
        return cases.stoppable(
                rows.stream()
                        .filter(row -> row.open() && !person.equals(row.applicantId()))
                        .map(Row::caseNumber)
                        .toList(),
                person);
    }

    private CaseLine line(
            Row row,
            List<Token> tokens,
            Map<String, String> names,
            Map<String, Diagram> latest,
            Set<String> stoppable,
            String person) {
        var diagram = diagrams.get(row.definitionId());
        var asked = new Asked(row, names);
        var waits = waits(tokens);
        var own = waits.stream()
                .filter(wait -> person.equals(wait.token().assignee()))
                .findFirst();
        var late = waits.stream().anyMatch(wait -> late(wait, row));
        return new CaseLine(
                row.caseNumber(),
                diagram.title(),
                row.applicantId(),
                row.applicantName(),
                row.program(),
                waits.stream()
                        .flatMap(wait -> wait.place().step().stage().stream())
                        .findFirst()
                        .orElse(null),
                words(waits, wait -> Stream.of(wait.place().step().name()), " and "),
                words(
                        waits,
                        wait -> Stream.of(
                                wait.token().assignee() != null
                                                && wait.token().assignee().equals(person)
                                        ? "You"
                                        : asked.inWords(
                                                wait.place().diagram(),
                                                wait.place().step(),
                                                wait.token().assignee(),
                                                wait.token().groups())),
                        " and "),
                day(earliest(waits, wait -> wait.token().since())),
                day(earliest(waits, Wait::until)),
                late,
                note(waits, late, row, person),
                oneOf(waits.stream()
                        .flatMap(wait -> diagrams.after(wait.place(), latest).stream())
                        .distinct()
                        .toList()),
                outcome(row, diagram),
                day(row.startedAt()),
                day(row.endedAt()),
                row.open() && (person.equals(row.applicantId()) || stoppable.contains(row.caseNumber())),
                own.map(wait -> wait.token().taskId()).orElse(null));
    }

    private boolean late(Wait wait, Row row) {
        var due = wait.token().dueAt();
        return due != null
                && due.isBefore(clock.instant())
                && !row.applicantId().equals(wait.token().assignee());
    }

    private static String note(List<Wait> waits, boolean late, Row row, String person) {
        if (waits.stream().anyMatch(wait -> wait.token().stuck())) {
            return STUCK;
        }
        if (late && person.equals(row.applicantId())) {
            return LATE;
        }
        return waits.stream()
                .map(wait -> wait.place().step().otherwise())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static String outcome(Row row, Diagram diagram) {
        if (row.open()) {
            return null;
        }
        var end = row.removed() || row.endActivity() == null ? null : diagram.step(row.endActivity());
        return end == null ? REMOVED : end.outcome();
    }

    /** One token, or one of several at the same task, and the place in the diagrams where it is. */
    private record Wait(Token token, Place place) {

        /** A timer says when it goes on; otherwise an answer is due. */
        Instant until() {
            return token.timerAt() != null ? token.timerAt() : token.dueAt();
        }

        /** Also where it is called, for whoever does not see what is called. */
        boolean besideTheCase() {
            return place.diagram().besideTheCase()
                    || place.step().property(Diagram.BESIDE_THE_CASE).isPresent();
        }
    }

    /** Where a case waits: tokens with nothing inside, one for the tasks of several people. */
    private List<Wait> waits(List<Token> tokens) {
        var byId = tokens.stream().collect(toMap(Token::id, each -> each));
        var outer = Stream.concat(
                        tokens.stream().map(Token::parentId), tokens.stream().map(Token::callerId))
                .filter(Objects::nonNull)
                .collect(toSet());
        var waits = new LinkedHashMap<String, Wait>();
        for (var token : tokens) {
            if (token.activityId() != null && !outer.contains(token.id())) {
                var place = place(token, byId);
                if (place != null) {
                    waits.merge(
                            place.diagram().id() + " " + place.step().id(),
                            new Wait(token, place),
                            (one, other) -> other.token().stuck() || one.token().taskId() == null ? other : one);
                }
            }
        }
        var main = waits.values().stream().filter(wait -> !wait.besideTheCase()).toList();
        // What runs beside the case says where it is only to whoever has something to do there
        return waits.values().stream()
                .filter(wait -> !wait.besideTheCase()
                        || main.isEmpty()
                        || wait.place().step().kind() == Diagram.Kind.TASK)
                .sorted(Comparator.comparing(Wait::besideTheCase))
                .toList();
    }

    private Place place(Token token, Map<String, Token> byId) {
        var diagram = diagrams.get(token.definitionId());
        if (SealedProcesses.contains(diagram.key())) {
            return caller(token, byId);
        }
        var step = diagram.step(token.activityId());
        return step == null ? null : new Place(diagram, step, caller(token, byId));
    }

    /** The call activity from which the process of this token was called. */
    private Place caller(Token token, Map<String, Token> byId) {
        var outermost = token;
        while (outermost.parentId() != null && byId.containsKey(outermost.parentId())) {
            outermost = byId.get(outermost.parentId());
        }
        var caller = outermost.callerId() == null ? null : byId.get(outermost.callerId());
        return caller == null ? null : place(caller, byId);
    }

    private CaseStory story(Row row, String person) {
        var tokens = shownTokens(List.of(row), person);
        var visits = shownVisits(row, person);
        var names = names(Stream.concat(
                tokens.stream().map(Token::assignee), visits.stream().map(Visit::assignee)));
        var latest = tokens.isEmpty() ? Map.<String, Diagram>of() : diagrams.latest();
        var decisions = isAbout(row, person) ? decisions(row, visits, person) : List.<CaseStory.Decision>of();
        return new CaseStory(
                line(row, tokens, names, latest, stoppable(List.of(row), person), person),
                timeline(row, visits, new Asked(row, names)),
                decisions);
    }

    /** Their own case, or one in which something is about them; what is about others is not in these visits. */
    private boolean isAbout(Row row, String person) {
        return person.equals(row.applicantId())
                || records.applicantsOfCalled(List.of(row)).containsValue(person);
    }

    private List<CaseStory.Step> timeline(Row row, List<Visit> visits, Asked asked) {
        var shown = new LinkedHashMap<String, CaseStory.Step>();
        for (var visit : visits) {
            var diagram = diagrams.get(visit.definitionId());
            var step = diagram.step(visit.activityId());
            if (step != null && inTimeline(row, visit, step)) {
                var who = step.kind() == Diagram.Kind.TASK
                        ? asked.inWords(diagram, step, visit.assignee(), List.of())
                        : null;
                // The reviews of one round are one step: how many there are, and when each came, is nobody's business
                var once = step.several() ? visit.aroundId() + step.id() : String.valueOf(shown.size());
                shown.merge(
                        once,
                        new CaseStory.Step(
                                step.stage().orElse(null),
                                step.kind() == Diagram.Kind.END ? step.outcome() : step.name(),
                                who,
                                day(visit.startedAt()),
                                day(visit.endedAt()),
                                visit.stopped()),
                        CaseOverview::together);
            }
        }
        return List.copyOf(shown.values());
    }

    private static boolean inTimeline(Row row, Visit visit, Diagram.Step step) {
        return step.holds()
                || step.property("decision").isPresent() && step.kind() == Diagram.Kind.PASSED
                || visit.processInstanceId().equals(row.instanceId())
                        && (step.kind() == Diagram.Kind.START || step.kind() == Diagram.Kind.END);
    }

    private static CaseStory.Step together(CaseStory.Step one, CaseStory.Step other) {
        var ended = one.endedOn() == null || other.endedOn() == null
                ? null
                : Stream.of(one.endedOn(), other.endedOn())
                        .max(Comparator.naturalOrder())
                        .get();
        return new CaseStory.Step(
                one.stage(), one.step(), one.who(), one.startedOn(), ended, one.stopped() || other.stopped());
    }

    /** Not what was said about others, in their parts of the case. */
    private List<CaseStory.Decision> decisions(Row row, List<Visit> visits, String person) {
        var variables = new TreeSet<>(Set.of(REASON_CODE, WHAT_WOULD_CHANGE, APPLICANT.name()));
        var deciding = new ArrayList<Visit>();
        for (var visit : visits) {
            var step = diagrams.get(visit.definitionId()).step(visit.activityId());
            if (step != null
                    && visit.endedAt() != null
                    && step.property("decision").isPresent()) {
                variables.add(step.property("decision").get());
                deciding.add(visit);
            }
        }
        if (deciding.isEmpty()) {
            return List.of();
        }
        var said = records.said(row, variables);
        var about = said.stream()
                .filter(each -> each.variable().equals(APPLICANT.name()))
                .collect(toMap(Said::processInstanceId, Said::value, (first, later) -> first));
        return deciding.stream()
                .filter(visit ->
                        about.getOrDefault(visit.processInstanceId(), person).equals(person))
                .flatMap(visit -> decision(visit, during(visit, said)).stream())
                .toList();
    }

    /** The values that were set while a step was taken, the last of each variable. */
    private static Map<String, String> during(Visit visit, List<Said> said) {
        var values = new HashMap<String, String>();
        said.stream()
                .filter(each -> each.processInstanceId().equals(visit.processInstanceId())
                        && !each.at().isBefore(visit.startedAt())
                        && !each.at().isAfter(visit.endedAt()))
                .forEach(each -> values.put(each.variable(), each.value()));
        return values;
    }

    /** Nothing where nothing was said, because the step was stopped. */
    private Optional<CaseStory.Decision> decision(Visit visit, Map<String, String> values) {
        var step = diagrams.get(visit.definitionId()).step(visit.activityId());
        return step.property("decision")
                .map(values::get)
                .filter(value -> !value.isBlank())
                .map(value -> {
                    var reason = Optional.ofNullable(values.get(REASON_CODE))
                            .filter(code -> !code.isBlank())
                            .flatMap(reasons::inWords);
                    return new CaseStory.Decision(
                            day(visit.endedAt()),
                            step.name(),
                            step.told(value),
                            reason.map(DeclineReasons.Words::reason).orElse(null),
                            Optional.ofNullable(values.get(WHAT_WOULD_CHANGE))
                                    .filter(words -> !words.isBlank())
                                    .or(() -> reason.map(DeclineReasons.Words::whatWouldChange))
                                    .orElse(null));
                });
    }

    private Map<String, String> names(Stream<String> ids) {
        return career.workers(ids.filter(Objects::nonNull).distinct().toList()).stream()
                .collect(toMap(Worker::id, Worker::name));
    }

    /** "Do this, do that or do another thing"; null if there is nothing. */
    private static String oneOf(List<String> steps) {
        var words = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if (i == 0) {
                words.append(step);
            } else {
                words.append(i == steps.size() - 1 ? " or " : ", ")
                        .append(step.substring(0, 1).toLowerCase(Locale.ROOT))
                        .append(step.substring(1));
            }
        }
        return words.isEmpty() ? null : words.toString();
    }

    /** The words of all waits, each once; null if there are none. */
    private static String words(List<Wait> waits, Function<Wait, Stream<String>> words, String between) {
        var all = waits.stream().flatMap(words).distinct().toList();
        return all.isEmpty() ? null : String.join(between, all);
    }

    private static Instant earliest(Collection<Wait> waits, Function<Wait, Instant> when) {
        return waits.stream()
                .map(when)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private LocalDate day(Instant moment) {
        return moment == null ? null : LocalDate.ofInstant(moment, clock.getZone());
    }
}
