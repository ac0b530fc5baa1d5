package org.peerladder;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.init;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.peerladder.career.RosterFile;
import org.peerladder.career.RosterImport;
import org.peerladder.mentoring.MentorProfile;
import org.peerladder.mentoring.MentorProfiles;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A small agency for tests, and the words in which a test tells what its people do. Every person acts under their own
 * name and with their own rights.
 */
@TestComponent
public class TestAgency {

    private static final Pattern DAYS_AGO = Pattern.compile("-(\\d+)d");

    /** {@code -400d} is 400 days ago. Twenty people, so the rule for small agencies does not apply. */
    private static final String STAFF =
            """
            staff_id,given_name,family_name,email,program,worker_family,position,hourly_rate,weekly_hours,hired_on,position_since,supervisor_id,groups,active
            ana,Ana,Alvarez,ana@example.org,North,adult,peer-1,23.00,40,-500d,-500d,marcus,peers,true
            ben,Ben,Brook,ben@example.org,North,adult,peer-1,22.50,40,-280d,-280d,marcus,peers,true
            hal,Hal,Hart,hal@example.org,North,adult,peer-1,23.00,40,-500d,-500d,,peers,true
            dee,Dee,Diaz,dee@example.org,North,adult,peer-2,27.00,40,-900d,-600d,marcus,peers;panel,true
            gus,Gus,Green,gus@example.org,North,youth,peer-2,26.00,20,-900d,-600d,marcus,peers;panel,true
            eli,Eli,Evans,eli@example.org,South,adult,peer-3,31.00,40,-1500d,-600d,marcus,peers;panel,true
            ida,Ida,Ivers,ida@example.org,South,family,peer-3,31.00,40,-1500d,-600d,marcus,peers;panel,true
            jon,Jon,Jones,jon@example.org,South,adult,peer-3,31.00,40,-1500d,-600d,marcus,peers;panel,true
            kay,Kay,Klein,kay@example.org,South,adult,peer-3,31.00,40,-1500d,-600d,marcus,peers;panel,true
            fay,Fay,Ford,fay@example.org,East,adult,lead-peer,36.00,40,-2000d,-600d,marcus,peers;panel,true
            vic,Vic,Voss,vic@example.org,East,,Case manager,33.00,40,-2000d,-600d,dana,panel,true
            marcus,Marcus,Moore,marcus@example.org,North,adult,peer-supervisor,42.00,40,-2500d,-900d,dana,peers;supervisors,true
            lena,Lena,Lund,lena@example.org,Office,,HR partner,40.00,40,-2500d,-900d,dana,hr,true
            rae,Rae,Reed,rae@example.org,Office,,HR partner,40.00,40,-2500d,-900d,dana,hr,true
            dana,Dana,Dunn,dana@example.org,Office,,Director,60.00,40,-2500d,-900d,,directors;managers,true
            p01,Pam,One,,East,,Clerk,25.00,40,-2500d,-900d,dana,,true
            p02,Pam,Two,,East,,Clerk,25.00,40,-2500d,-900d,dana,,true
            p03,Pam,Three,,East,,Clerk,25.00,40,-2500d,-900d,dana,,true
            p04,Pam,Four,,East,,Clerk,25.00,40,-2500d,-900d,dana,,true
            omar,Omar,Ochs,omar@example.org,Office,,Accountant,38.00,40,-2500d,-900d,dana,finance,true
            """;

    private static final String CREDENTIALS =
            """
            staff_id,credential,state,number,level,status,issued_on,expires_on
            ana,CPSS,CA,A-1,provisional,active,-400d,2099-12-31
            ben,CPSS,CA,B-1,provisional,active,-250d,2099-12-31
            hal,CPSS,CA,H-1,provisional,active,-400d,2099-12-31
            """;

    private static final String RECORDS =
            """
            staff_id,kind,quantity,from_date,to_date,reference
            ana,supervised-hours,620,-480d,-10d,log
            ana,training,1,-300d,-299d,mentor-training
            ben,supervised-hours,540,-270d,-10d,log
            ben,training,1,-200d,-199d,mentor-training
            hal,supervised-hours,620,-480d,-10d,log
            hal,training,1,-300d,-299d,mentor-training
            """;

    private static final List<String> OUR_TABLES = List.of(
            "case_file",
            "mail",
            "task_deadline",
            "substitute",
            "growth_plan",
            "tuition_course",
            "mentoring_check_in",
            "mentoring_pairing",
            "mentoring_queue",
            "mentor_profile",
            "career_credit",
            "ledger_account",
            "tax_tally",
            "ledger_account",
            "tax_tally",
            "panel_ballot",
            "first_days_answer",
            "supervision_assignment",
            "supervision_load",
            "supervision_plan",
            "vacancy_selection",
            "candidacy",
            "vacancy",
            "fair_chance_check",
            "first_call",
            "conflict",
            "career_entry",
            "credential",
            "pay_held",
            "position_held",
            "worker_group",
            "worker");

    private final ProcessEngine engine;
    private final RosterImport roster;
    private final MentorProfiles mentors;
    private final JdbcClient jdbc;
    private final Clock clock;

    TestAgency(ProcessEngine engine, RosterImport roster, MentorProfiles mentors, JdbcClient jdbc, Clock clock) {
        this.mentors = mentors;
        this.engine = engine;
        this.roster = roster;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The agency as it is before every test: the same people, no case. */
    public void open() {
        init(engine);
        engine.getIdentityService().clearAuthentication();
        for (var instance : engine.getRuntimeService()
                .createProcessInstanceQuery()
                .rootProcessInstances()
                .list()) {
            engine.getRuntimeService().deleteProcessInstance(instance.getId(), "test ended", true, true, true);
        }
        // Whom another test has added
        for (var user : engine.getIdentityService().createUserQuery().list()) {
            if (!STAFF.contains("\n" + user.getId() + ",")
                    && engine.getIdentityService().createGroupQuery().groupMember(user.getId()).list().stream()
                            .noneMatch(group -> group.getId().equals("camunda-admin"))) {
                engine.getIdentityService().deleteUser(user.getId());
            }
        }
        OUR_TABLES.forEach(table -> jdbc.sql("delete from " + table).update());
        var files = new EnumMap<RosterFile, ByteArrayResource>(RosterFile.class);
        files.put(RosterFile.STAFF, csv(STAFF));
        files.put(RosterFile.CREDENTIALS, csv(CREDENTIALS));
        files.put(RosterFile.RECORDS, csv(RECORDS));
        roster.run(files, false);
    }

    /** More rows of one file; {@code -400d} is 400 days ago. */
    public void roster(RosterFile file, String rows) {
        roster.run(Map.of(file, csv(String.join(",", file.columns()) + "\n" + rows)), false);
    }

    private ByteArrayResource csv(String text) {
        var today = LocalDate.now(clock);
        return new ByteArrayResource(DAYS_AGO.matcher(text)
                .replaceAll(
                        days -> today.minusDays(Long.parseLong(days.group(1))).toString())
                .getBytes(StandardCharsets.UTF_8));
    }

    /** This person, who may be a mentor, offers one place. */
    public void offersToMentor(String person) {
        mentors.save(new MentorProfile(
                person, true, List.of("group-facilitation"), List.of("en"), List.of("in-person", "video"), 1));
    }

    /** Acts as this person, with this person's rights. */
    public <T> T as(String person, Supplier<T> act) {
        var identity = engine.getIdentityService();
        var groups = identity.createGroupQuery().groupMember(person).list().stream()
                .map(Group::getId)
                .toList();
        identity.setAuthentication(person, groups);
        try {
            return act.get();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** This person asks: submits the start form of a process. */
    public ProcessInstance asks(String person, String process, Map<String, Object> form) {
        var definition = latest(process);
        return as(person, () -> engine.getFormService().submitStartForm(definition, form));
    }

    /** Id of the process as it is deployed now. */
    public String latest(String process) {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
    }

    /** This person answers: submits the form of their task in this case, claiming nothing. */
    public void answers(String person, ProcessInstance request, String taskKey, Map<String, Object> form) {
        var task = taskOf(person, request, taskKey);
        as(person, () -> submits(task, form));
    }

    /** Submits the form of a task as whoever acts now. */
    public Task submits(Task task, Map<String, Object> form) {
        engine.getFormService().submitTaskForm(task.getId(), form);
        return task;
    }

    /** The open task with this key in a case or what it called; of this person, where several have one. */
    public Task taskOf(String person, ProcessInstance request, String taskKey) {
        var tasks = tasks(request, taskKey);
        return tasks.stream()
                .filter(task -> tasks.size() == 1 || person.equals(task.getAssignee()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No open task " + taskKey + " for " + person));
    }

    public List<Task> tasks(ProcessInstance request, String taskKey) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey(request))
                .taskDefinitionKey(taskKey)
                .list();
    }

    /** The step before which, or after which, the case waits for the engine runs now; a timer fires. */
    public void runs(ProcessInstance request, String activity) {
        jobsAt(request, activity).forEach(job -> engine.getManagementService().executeJob(job.getId()));
    }

    /** What a task sees under this name. */
    public Object variable(Task task, String name) {
        return engine.getTaskService().getVariable(task.getId(), name);
    }

    /** What the engine has to do before or after this step; something at least. */
    public List<Job> jobsAt(ProcessInstance request, String activity) {
        var jobs = jobs(request).stream()
                .filter(job -> activity.equals(engine.getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .singleResult()
                        .getActivityId()))
                .toList();
        if (jobs.isEmpty()) {
            throw new AssertionError("Nothing to run at " + activity);
        }
        return jobs;
    }

    public List<Job> jobs(ProcessInstance request) {
        var instances = engine
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(businessKey(request))
                .list()
                .stream()
                .map(ProcessInstance::getId)
                .toList();
        return engine.getManagementService().createJobQuery().list().stream()
                .filter(job -> instances.contains(job.getProcessInstanceId()))
                .toList();
    }

    /** The case number, which the application gives when the case is opened. */
    public String businessKey(ProcessInstance request) {
        return engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(request.getId())
                .singleResult()
                .getBusinessKey();
    }

    /** This worker's request to become peer-2, assessed: everything is there, or something is still to come. */
    public ProcessInstance assessedRequest(String worker) {
        var request = asks(
                worker,
                "promotion",
                form(
                        "targetPosition",
                        "peer-2",
                        "careerGoal",
                        "Mentor people who are new here",
                        "keepDirectService",
                        true));
        runs(request, "businessRuleTask_assessEligibility");
        return request;
    }

    /** ... endorsed by the supervisor of record. */
    public ProcessInstance endorsedRequest(String worker) {
        var request = assessedRequest(worker);
        answers("marcus", request, "userTask_endorse", form("endorsement", "endorse"));
        return request;
    }

    /** ... and before a panel that is still to be seated. */
    public ProcessInstance requestBeforeThePanel(String worker) {
        var request = endorsedRequest(worker);
        runs(request, "event_conflictWindowClosed");
        runs(request, "businessRuleTask_panelRule");
        return request;
    }

    /** HR seats these reviewers. */
    public void seats(ProcessInstance request, String... reviewers) {
        answers(
                "lena",
                request,
                "userTask_seatPanel",
                form("panelists", json("[\"" + String.join("\",\"", reviewers) + "\"]")));
    }

    /** A reviewer gives their private view. */
    public void views(ProcessInstance request, String reviewer, String ballot) {
        answers(
                reviewer,
                request,
                "userTask_review",
                ballot.equals("recuse")
                        ? form("ballot", ballot)
                        : form("ballot", ballot, "strengths", "Calm and clear", "growth", "Delegating more"));
    }

    /** The round is in: the outcome is determined. */
    public void roundIsIn(ProcessInstance request) {
        runs(request, "userTask_review");
        runs(request, "businessRuleTask_panelOutcome");
    }

    /** ... promoted by the panel, before an offer that HR is still to make. */
    public ProcessInstance requestBeforeTheOffer(String worker) {
        var request = requestBeforeThePanel(worker);
        seats(request, "eli", "fay", "dee");
        for (var reviewer : List.of("eli", "fay", "dee")) {
            views(request, reviewer, "promote");
        }
        roundIsIn(request);
        runs(request, "businessRuleTask_determinePay");
        return request;
    }

    /** A list as a form sends it. */
    public static Object json(String text) {
        return SpinValues.jsonValue(text).create();
    }

    public static Map<String, Object> form(Object... keysAndValues) {
        var form = Variables.createVariables();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            form.putValue((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return form;
    }
}
