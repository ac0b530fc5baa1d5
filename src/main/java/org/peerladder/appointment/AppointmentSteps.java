package org.peerladder.appointment;

import static org.peerladder.appointment.AppointmentProcess.*;
import static org.peerladder.cases.CaseVariables.APPLICANT;
import static org.peerladder.cases.CaseVariables.ASSESSMENT;
import static org.peerladder.cases.CaseVariables.TARGET_POSITION;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.peerladder.CalendarDay;
import org.peerladder.Refusal;
import org.peerladder.Refusal.Fault;
import org.peerladder.access.Memberships;
import org.peerladder.access.Role;
import org.peerladder.appointment.Vacancies.Candidacy;
import org.peerladder.career.Career;
import org.peerladder.career.CareerRecord;
import org.peerladder.career.Worker;
import org.peerladder.cases.CaseNumbers;
import org.peerladder.cases.News;
import org.peerladder.fairchance.FirstCalls;
import org.peerladder.panel.PanelProcess;
import org.peerladder.policy.AssessmentJson;
import org.peerladder.policy.CareerLadder;
import org.peerladder.policy.Position;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code peer-supervisor-appointment.bpmn} asks of us, one bean per step. */
@Configuration(proxyBeanMethods = false)
class AppointmentSteps {

    private static final List<String> READINESS =
            List.of("dutiesInScope", "gradeSet", "supervisionTime", "ownSupervision");

    private final Career career;
    private final CareerLadder ladder;
    private final Vacancies vacancies;
    private final SupervisionPlans plans;
    private final AppointmentPolicy policy;
    private final AppointmentFacts facts;
    private final Candidacies candidacies;
    private final ApplicationEventPublisher events;
    private final IdentityService identity;
    private final Clock clock;

    AppointmentSteps(
            Career career,
            CareerLadder ladder,
            Vacancies vacancies,
            SupervisionPlans plans,
            AppointmentPolicy policy,
            AppointmentFacts facts,
            Candidacies candidacies,
            ApplicationEventPublisher events,
            IdentityService identity,
            Clock clock) {
        this.career = career;
        this.ladder = ladder;
        this.vacancies = vacancies;
        this.plans = plans;
        this.policy = policy;
        this.facts = facts;
        this.candidacies = candidacies;
        this.events = events;
        this.identity = identity;
        this.clock = clock;
    }

    /** Start: is this a post that is filled this way, is the call long enough, and the case number. */
    @Bean
    ExecutionListener openVacancy(CaseNumbers numbers) {
        return vacancy -> {
            var position = POSITION.find(vacancy).orElse("");
            if (ladder.find(position).filter(each -> KEY.equals(each.through())).isEmpty()) {
                throw new Refusal(
                        POSITION.name(),
                        "\"" + position + "\" is not filled by appointment. Possible: "
                                + String.join(
                                        ", ",
                                        ladder.codes().stream()
                                                .filter(code -> ladder.find(code)
                                                        .filter(each -> KEY.equals(each.through()))
                                                        .isPresent())
                                                .toList())
                                + ".");
            }
            required(vacancy, PAYERS.name(), PAYERS.find(vacancy).orElse(List.of()));
            required(vacancy, SERVICES.name(), SERVICES.find(vacancy).orElse(List.of()));
            var closesOn = policy.checkCall(
                    CLOSES_ON.name(), position, CalendarDay.of(CLOSES_ON.name(), CLOSES_ON.find(vacancy)), today());
            var opener = actor() == null ? "Peer Ladder" : actor();
            TARGET_POSITION.set(vacancy, position);
            OPENED_BY.set(vacancy, opener);
            SITE_CHECK_CITE.set(vacancy, SITE_CHECK_CITE.find(vacancy).orElse(""));
            SERVICES_IN_WORDS.set(vacancy, AppointmentPolicy.inWords(SERVICES.get(vacancy)));
            PAYERS_IN_WORDS.set(vacancy, AppointmentPolicy.inWords(PAYERS.get(vacancy)));
            CALL_EXTENDED.set(vacancy, false);
            vacancy.setProcessBusinessKey(numbers.next(CASE_NUMBER_PREFIX, KEY, vacancy, opener));
            vacancies.open(
                    vacancy.getProcessBusinessKey(),
                    vacancy.getProcessInstanceId(),
                    PROGRAM.get(vacancy),
                    position,
                    closesOn);
        };
    }

    private static void required(VariableScope vacancy, String field, List<String> chosen) {
        if (chosen.isEmpty()) {
            throw new Refusal(field, "choose at least one.");
        }
    }

    /** Without readiness no post is opened. */
    @Bean
    TaskListener confirmReadiness() {
        return task -> {
            var missing = READINESS.stream()
                    .filter(each -> !Boolean.TRUE.equals(task.getVariable(each)))
                    .map(each -> new Fault(
                            each,
                            "is not confirmed. A post is opened when it is ready; until then this task stays open."))
                    .toList();
            if (!missing.isEmpty()) {
                throw new Refusal(missing);
            }
        };
    }

    /** {@code supervisor-requirements} beside every career record; whoever has a part in this vacancy is not asked again. */
    @Bean
    JavaDelegate findCandidates(FirstCalls firstCalls) {
        return vacancy -> {
            var caseNumber = vacancy.getProcessBusinessKey();
            var before = vacancies.candidacies(caseNumber).stream()
                    .filter(each -> !Set.of(Vacancies.CALL_CLOSED, Vacancies.NOT_INTERESTED)
                            .contains(each.state()))
                    .map(Candidacy::candidateId)
                    .toList();
            var asked = policy.requirements(STATE.get(vacancy), PAYERS.get(vacancy), SERVICES.get(vacancy));
            var target = ladder.position(POSITION.get(vacancy));
            var staff = career.active().stream()
                    .filter(worker -> worker.peer() && !worker.guest() && !before.contains(worker.id()))
                    .filter(worker -> below(worker, target))
                    .map(Worker::id)
                    .toList();
            var first = firstCalls.all();
            QUALIFIED.set(
                    vacancy,
                    career.records(staff).stream()
                            .filter(record -> asked.assess(record, today()).eligible())
                            .map(record -> record.worker().id())
                            .sorted(Comparator.comparing((String id) -> !first.contains(id)))
                            .toList());
            vacancies.openCall(caseNumber, LocalDate.parse(CLOSES_ON.get(vacancy)));
        };
    }

    private boolean below(Worker worker, Position target) {
        return ladder.find(worker.position())
                .filter(today -> today.level() < target.level())
                .isPresent();
    }

    /** A candidacy of their own for each. */
    @Bean
    JavaDelegate inviteCandidate() {
        return vacancy -> candidacies.come(vacancy.getProcessBusinessKey(), CANDIDATE.get(vacancy));
    }

    /**
     * A candidate comes: by invitation, or because somebody asked for it. The variable that came with the message is the
     * candidacy's alone.
     */
    @Bean
    ExecutionListener admitCandidate() {
        return execution -> {
            var vacancy = vacancies.get(execution.getProcessBusinessKey());
            var candidate = Optional.ofNullable(execution.getProcessInstance().getVariableLocal(CANDIDATE.name()))
                    .or(() -> Optional.ofNullable(execution.getProcessInstance().getVariableLocal(APPLICANT.name())))
                    .map(Object::toString)
                    .orElseThrow(() ->
                            new Refusal(CANDIDATE.name(), "Say who comes: the staff id of somebody who works here."));
            execution.getProcessInstance().removeVariable(CANDIDATE.name());
            execution.getProcessInstance().removeVariable(APPLICANT.name());
            candidacies.admit(vacancy, candidate);
            CANDIDATE.setLocal(execution, candidate);
        };
    }

    /** How many are to be seen by a panel; it is one panel for all of them, lawful for each. */
    @Bean
    JavaDelegate closeCall() {
        return vacancy -> {
            var caseNumber = vacancy.getProcessBusinessKey();
            vacancies.lock(caseNumber);
            vacancies.closeCall(caseNumber);
            var applied = vacancies.candidacies(caseNumber).stream()
                    .filter(each -> each.applied() && each.recommended() == null)
                    .toList();
            var named = new LinkedHashSet<String>();
            applied.forEach(each -> named.addAll(each.namedConflicts()));
            APPLICANTS.set(vacancy, applied.size());
            PanelProcess.APPLICANTS.set(vacancy, List.copyOf(Vacancies.ids(applied.stream())));
            PanelProcess.CONFLICTS.set(vacancy, List.copyOf(named));
            PanelProcess.newPanel(vacancy);
            CALL_NOTE.set(vacancy, "Nobody inside has applied, although the call was extended once.");
        };
    }

    /** Once, by itself; after that the directors decide. */
    @Bean
    JavaDelegate extendCall() {
        return vacancy -> {
            CALL_EXTENDED.set(vacancy, true);
            CLOSES_ON.set(
                    vacancy,
                    today().plusDays(policy.terms(POSITION.get(vacancy)).extensionDays())
                            .toString());
        };
    }

    @Bean
    TaskListener decideOnCall() {
        return task -> {
            if (!CALL_DECISION.find(task).filter("extend"::equals).isPresent()) {
                return;
            }
            CLOSES_ON.set(
                    task,
                    policy.checkCall(
                                    NEW_CLOSES_ON.name(),
                                    POSITION.get(task),
                                    CalendarDay.of(NEW_CLOSES_ON.name(), NEW_CLOSES_ON.find(task)),
                                    today())
                            .toString());
        };
    }

    /** What the panel says of one candidate; nothing if the review was stopped. */
    @Bean
    ExecutionListener noteRecommendation() {
        return review -> PanelProcess.OUTCOME
                .find(review)
                .ifPresent(outcome -> vacancies.recommend(
                        review.getProcessBusinessKey(), APPLICANT.get(review), PanelProcess.PROMOTE.equals(outcome)));
    }

    /** Only somebody whom the panel recommends; two at once cannot both select. */
    @Bean
    TaskListener selectCandidate() {
        return task -> {
            var caseNumber = caseNumber(task);
            var selected = SELECTED.find(task).orElse("");
            var selectable = vacancies.candidacies(caseNumber).stream()
                    .filter(Candidacy::selectable)
                    .toList();
            if (selectable.stream().noneMatch(each -> each.candidateId().equals(selected))) {
                throw new Refusal(
                        SELECTED.name(),
                        "\"%s\" cannot be selected: only a candidate whom the panel recommends and who has not withdrawn. Possible now: %s."
                                .formatted(
                                        selected,
                                        String.join(
                                                ", ",
                                                selectable.stream()
                                                        .map(Candidacy::candidateId)
                                                        .toList())));
            }
            var by = actor() == null ? task.getAssignee() : actor();
            vacancies.select(
                    caseNumber, selected, by, SELECTION_REASON.get(task).strip());
        };
    }

    /** Each candidacy goes on: to feedback and an appeal, or to the next step for the selected one. */
    @Bean
    JavaDelegate tellCandidates() {
        return vacancy -> {
            var caseNumber = vacancy.getProcessBusinessKey();
            var selected = vacancies.lock(caseNumber).orElseThrow().selectedId();
            for (var candidacy : vacancies.candidacies(caseNumber)) {
                if (!candidacy.applied() || !candidacies.waits(candidacy)) {
                    continue;
                }
                if (candidacy.candidateId().equals(selected)) {
                    candidacies.tell(candidacy, true);
                } else if (!candidacy.heard() || selected != null && candidacy.selectable()) {
                    vacancies.hear(caseNumber, candidacy.candidateId());
                    candidacies.tell(candidacy, false);
                }
            }
            APPEALS_OPEN.set(vacancy, !vacancies.allSettled(caseNumber));
            CALL_NOTE.set(
                    vacancy,
                    "Nobody inside can be selected now: the panel recommends nobody, or those it does have withdrawn.");
        };
    }

    /** In writing, before any check; the record is read once more, and what it says is what the offer rests on. */
    @Bean
    JavaDelegate makeConditionalOffer(AssessmentJson json) {
        return vacancy -> {
            var caseNumber = vacancy.getProcessBusinessKey();
            var record = selectedRecord(vacancy);
            vacancies.offer(caseNumber, today());
            CONDITIONAL_OFFER_ON.set(vacancy, today().toString());
            ASSESSMENT.set(
                    vacancy,
                    json.write(policy.requirements(STATE.get(vacancy), PAYERS.get(vacancy), SERVICES.get(vacancy))
                            .assess(record, today())
                            .requirements()));
            events.publishEvent(new News("conditional-offer", record.worker().id(), caseNumber));
        };
    }

    /** {@code background-check}: no cite, no check. */
    @Bean
    JavaDelegate determineCheck() {
        return vacancy -> CHECK_NEEDED.set(
                vacancy, policy.checkNeeded(SITE_CHECK_CITE.find(vacancy).orElse(""), STATE.get(vacancy)));
    }

    /** {@code supervision-scope}, service by service. What is clear is planned at once. */
    @Bean
    JavaDelegate determineSupervisionScope() {
        return vacancy -> {
            var record = selectedRecord(vacancy);
            var scopes = policy.scopes(
                    STATE.get(vacancy), SERVICES.get(vacancy), PAYERS.get(vacancy), policy.credential(record, today()));
            scopes.forEach(scope -> vacancies.plan(vacancy.getProcessBusinessKey(), scope, null));
            SCOPES.set(vacancy, scopes.stream().filter(Scope::needsCompliance).toList());
            COMPLIANCE_NEEDED.set(vacancy, scopes.stream().anyMatch(Scope::needsCompliance));
        };
    }

    /** Every service has somebody lawful: who is unknown is decided, and a clinician has an active licence. */
    @Bean
    TaskListener pairClinician() {
        return task -> {
            var scopes = SCOPES.get(task);
            var plan = SUPERVISION_PLAN.find(task).orElse(new LinkedHashMap<>());
            var clinicians = facts.clinicians().stream().map(Worker::id).toList();
            var faults = new ArrayList<Fault>();
            for (int i = 0; i < scopes.size(); i++) {
                var field = "supervisionPlan.row" + (i + 1);
                var row = plan.get("row" + (i + 1));
                var service = scopes.get(i).service();
                if (row == null || row.scope() == null || row.scope().isBlank()) {
                    faults.add(new Fault(field + ".scope", "say who may supervise " + service + "."));
                } else if (!row.scope().equals(Scope.PEER_ALONE)) {
                    var clinician = row.clinicianId() == null ? "" : row.clinicianId();
                    if (clinician.isEmpty()) {
                        faults.add(
                                new Fault(field + ".clinicianId", "name the clinician of record for " + service + "."));
                    } else if (!clinicians.contains(clinician) || clinician.equals(APPLICANT.get(task))) {
                        faults.add(new Fault(
                                field + ".clinicianId",
                                "\"" + clinician
                                        + "\" has no active licence in the career record, so cannot be the clinician"
                                        + " of record for " + service
                                        + ". Choose from the list, or have HR enter the licence through the roster."));
                    }
                }
            }
            if (!faults.isEmpty()) {
                throw new Refusal(faults);
            }
            for (int i = 0; i < scopes.size(); i++) {
                var row = plan.get("row" + (i + 1));
                vacancies.plan(
                        caseNumber(task),
                        scopes.get(i).decided(row.scope()),
                        row.scope().equals(Scope.PEER_ALONE) ? null : row.clinicianId());
            }
        };
    }

    /** {@code supervisor-load}: no more than fit. */
    @Bean
    TaskListener assignSupervisees() {
        return task -> {
            var supervisor = career.worker(APPLICANT.get(task)).orElseThrow();
            var interim = INTERIM_SUPERVISOR.find(task).map(id -> facts.mayBeInterim(task).stream()
                    .filter(worker -> worker.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new Refusal(
                            INTERIM_SUPERVISOR.name(), "\"" + id + "\" is no supervisor here; choose from the list.")));
            plans.assign(
                    caseNumber(task),
                    supervisor,
                    SUPERVISEES.find(task).orElse(List.of()),
                    facts.mayBeSupervised(task),
                    interim,
                    policy.load(POSITION.get(task), PAYERS.get(task)));
        };
    }

    /** Nobody asks why, and nothing changes for them. */
    @Bean
    TaskListener considerSupervisor() {
        return task -> {
            onlyThemselves(task);
            if (NOT_ASSIGNED.find(task).orElse(false)) {
                plans.decline(caseNumber(task), task.getAssignee());
            }
        };
    }

    /** In the transaction of position and pay. */
    @Bean
    JavaDelegate changeReportingLine(Memberships memberships) {
        return vacancy -> {
            var caseNumber = vacancy.getProcessBusinessKey();
            var supervisor = APPLICANT.get(vacancy);
            memberships.join(supervisor, Role.SUPERVISORS);
            plans.takeEffect(caseNumber)
                    .forEach(supervisee -> events.publishEvent(new News("new-supervisor", supervisee, caseNumber)));
            vacancies.begins(caseNumber, today());
        };
    }

    /** Only what runs beside the vacancy for this candidate ends here; the post is released outside. */
    @Bean
    JavaDelegate endCandidacy() {
        return vacancy -> candidacies.end(vacancy.getProcessBusinessKey(), APPLICANT.get(vacancy));
    }

    @Bean
    JavaDelegate releasePost() {
        return vacancy -> {
            plans.undo(vacancy.getProcessBusinessKey());
            vacancies.release(vacancy.getProcessBusinessKey());
            SELECTED.set(vacancy, null);
        };
    }

    @Bean
    ExecutionListener beginFirstDays() {
        return vacancy -> {
            CHECK_DAY.set(vacancy, 0);
            ask(vacancy);
        };
    }

    /** The next question, or the end of the first days. */
    @Bean
    JavaDelegate closeQuestion() {
        return this::ask;
    }

    private void ask(DelegateExecution vacancy) {
        var post = vacancies.get(vacancy.getProcessBusinessKey());
        var before = CHECK_DAY.get(vacancy);
        var next = policy.terms(post.position()).checkDays().stream()
                .filter(day -> day > before)
                .findFirst();
        MORE_CHECKS.set(vacancy, next.isPresent());
        next.ifPresent(day -> {
            CHECK_DAY.set(vacancy, day);
            NEXT_CHECK_ON.set(vacancy, post.firstDay().plusDays(day).toString());
        });
    }

    /** What one of them says goes into our own table and out of the engine. */
    @Bean
    TaskListener firstDaysCheck() {
        return task -> {
            onlyThemselves(task);
            vacancies.answer(
                    caseNumber(task),
                    CHECK_DAY.get(task),
                    task.getAssignee(),
                    Integer.parseInt(GOING_WELL.get(task)),
                    ENOUGH_SUPPORT.get(task));
            var wantsBack = task.getAssignee().equals(APPLICANT.get(task))
                    && RETURN_TO_FORMER_POST.find(task).orElse(false);
            for (var given : List.of(GOING_WELL, ENOUGH_SUPPORT, RETURN_TO_FORMER_POST)) {
                task.removeVariable(given.name());
            }
            if (wantsBack) {
                WAY_BACK_WANTED.set(task, true);
            }
        };
    }

    /** Position and pay of before, together; the reporting lines too. Whoever has left keeps what they had. */
    @Bean
    JavaDelegate returnToFormerPost(Memberships memberships) {
        return vacancy -> {
            var caseNumber = vacancy.getProcessBusinessKey();
            var worker = career.worker(SELECTED.get(vacancy)).orElseThrow();
            plans.undo(caseNumber);
            if (worker.active()) {
                career.returnToFormerPost(worker.id(), caseNumber, today());
                if (career.supervisees(worker.id()).isEmpty()) {
                    memberships.leave(worker.id(), Role.SUPERVISORS);
                }
                events.publishEvent(new News("returned-to-former-post", worker.id(), caseNumber));
            }
        };
    }

    /** However it ends, nobody has a part in it any more; whoever still had one is told, unless somebody was appointed. */
    @Bean
    ExecutionListener closeVacancy() {
        return vacancy -> {
            var caseNumber = vacancy.getProcessBusinessKey();
            var kind =
                    switch (vacancy.getCurrentActivityId()) {
                        case "endEvent_withdrawn" -> "vacancy-withdrawn";
                        case "endEvent_noAppointment" -> "vacancy-not-filled";
                        default -> null;
                    };
            if (kind != null) {
                vacancies.candidacies(caseNumber).stream()
                        .filter(Candidacy::applied)
                        .forEach(each -> events.publishEvent(new News(kind, each.candidateId(), caseNumber)));
                if (vacancies.get(caseNumber).firstDay() == null) {
                    plans.undo(caseNumber);
                }
            }
            vacancies.close(caseNumber);
        };
    }

    private CareerRecord selectedRecord(DelegateExecution vacancy) {
        return career.record(APPLICANT.get(vacancy));
    }

    /** Nobody answers for one of them, also not whoever is asked to help when it takes long. */
    private static void onlyThemselves(DelegateTask task) {
        if (!task.getVariable("person").equals(task.getAssignee())) {
            throw new Refusal("task", "This is for one person alone; talk with them, and they answer themselves.");
        }
    }

    private static String caseNumber(DelegateTask task) {
        return task.getExecution().getProcessBusinessKey();
    }

    private String actor() {
        var session = identity.getCurrentAuthentication();
        return session == null ? null : session.getUserId();
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
