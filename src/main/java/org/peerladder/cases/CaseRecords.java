package org.peerladder.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.pvm.runtime.ActivityInstanceState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.util.StringUtils;

/**
 * What the database knows about cases: our table of who asked for what, and the engine's of what happened. Nothing is kept
 * twice. A page of cases costs the same few statements however many cases are on it; asking the engine's services would
 * cost several for each. The engine's tables are those of 7.24, which do not change any more.
 */
@Repository
class CaseRecords {

    /**
     * One case, whatever its process.
     *
     * @param program and {@code applicantName} as they are in the roster today
     * @param endActivity the end that was reached; null while the case is open
     */
    record Row(
            String caseNumber,
            String instanceId,
            String definitionId,
            String applicantId,
            String applicantName,
            String program,
            String supervisorId,
            Instant startedAt,
            Instant endedAt,
            String endActivity,
            boolean removed) {

        boolean open() {
            return endedAt == null;
        }
    }

    /**
     * A token of a case, and what it waits for.
     *
     * @param parentId the token around it
     * @param callerId the token that called this process; null but for the outermost token of a called process
     * @param groups the candidate groups of its task
     * @param timerAt when a timer fires
     * @param stuck a job failed for good
     */
    record Token(
            String instanceId,
            String processInstanceId,
            String id,
            String parentId,
            String callerId,
            String definitionId,
            String activityId,
            String taskId,
            String assignee,
            List<String> groups,
            Instant dueAt,
            Instant timerAt,
            boolean stuck,
            Instant since) {

        /** Only that it is there: not whose step it is, nor since when. */
        Token sealed() {
            return new Token(
                    instanceId,
                    processInstanceId,
                    id,
                    parentId,
                    callerId,
                    definitionId,
                    activityId,
                    null,
                    null,
                    List.of(),
                    null,
                    null,
                    stuck,
                    null);
        }
    }

    /**
     * A step that was taken, or is being taken.
     *
     * @param aroundId the activity instance around it
     */
    record Visit(
            String processInstanceId,
            String aroundId,
            String definitionId,
            String activityId,
            String assignee,
            Instant startedAt,
            Instant endedAt,
            boolean stopped) {}

    /** A value that a variable was given. */
    record Said(String processInstanceId, String variable, String value, Instant at) {}

    private static final Pattern NUMBER = Pattern.compile("[A-Z]{3}-\\d{4}-\\d{4,12}");

    private static final String CASES =
            """
              from case_number c
              join ACT_HI_PROCINST p on p.ID_ = c.instance_id
              left join worker w on w.id = c.applicant_id
             where p.BUSINESS_KEY_ is not null
            """;

    /** Asked for by them, opened by them, or shared with them. */
    private static final String OF_ONE =
            """
             and (c.applicant_id = :applicant or p.BUSINESS_KEY_ in
                 (select k.case_number from candidacy k
                   where k.candidate_id = :applicant and k.state not in ('not-interested', 'call-closed')))
            """;

    private static final String COLUMNS =
            """
            select p.BUSINESS_KEY_, p.ID_, p.PROC_DEF_ID_, p.START_TIME_, p.END_TIME_, p.STATE_,
                   (select a.ACT_ID_
                      from ACT_HI_ACTINST a
                     where a.PROC_INST_ID_ = p.ID_ and a.ACT_TYPE_ = 'noneEndEvent' and p.END_TIME_ is not null
                     order by a.START_TIME_ desc, a.SEQUENCE_COUNTER_ desc
                     fetch first 1 row only) as END_,
                   c.applicant_id, w.given_name, w.family_name, w.program, w.supervisor_id
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Row> find(String caseNumber) {
        if (!NUMBER.matcher(caseNumber).matches()) {
            return Optional.empty();
        }
        return jdbc.sql(COLUMNS + CASES + " and p.BUSINESS_KEY_ = :number")
                .param("number", caseNumber)
                .query(CaseRecords::row)
                .optional();
    }

    long countOf(String applicantId) {
        return jdbc.sql("select count(*)" + CASES + OF_ONE)
                .param("applicant", applicantId)
                .query(Long.class)
                .single();
    }

    /** The newest first. */
    List<Row> of(String applicantId, long offset, int size) {
        return jdbc.sql(COLUMNS + CASES + OF_ONE + " order by c.id desc"
                        + " offset :offset rows fetch first :size rows only")
                .param("applicant", applicantId)
                .param("offset", offset)
                .param("size", size)
                .query(CaseRecords::row)
                .list();
    }

    /** @param atStage where in the diagrams the stage is that is asked for: definition id, a blank, activity id */
    long count(CaseFilter filter, Collection<String> atStage) {
        var where = new Where(filter, atStage);
        return jdbc.sql("select count(*)" + CASES + where.sql)
                .params(where.params)
                .query(Long.class)
                .single();
    }

    /** The newest first. */
    List<Row> page(CaseFilter filter, Collection<String> atStage, long offset, int size) {
        var where = new Where(filter, atStage);
        return jdbc.sql(COLUMNS + CASES + where.sql
                        + " order by c.id desc offset :offset rows fetch first :size rows only")
                .params(where.params)
                .param("offset", offset)
                .param("size", size)
                .query(CaseRecords::row)
                .list();
    }

    /** Diagrams with an open case. */
    List<String> runningDefinitions() {
        return jdbc.sql("select distinct PROC_DEF_ID_ from ACT_RU_EXECUTION")
                .query(String.class)
                .list();
    }

    /** Where these cases are, called processes included. Only the outermost token of each process knows its case. */
    List<Token> tokens(Collection<Row> cases) {
        var open = cases.stream().filter(Row::open).map(Row::instanceId).toList();
        if (open.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        select o.ROOT_PROC_INST_ID_, e.PROC_INST_ID_, e.ID_, e.PARENT_ID_, e.SUPER_EXEC_, e.PROC_DEF_ID_, e.ACT_ID_,
                               t.ID_ as TASK_ID_, t.ASSIGNEE_, t.DUE_DATE_, j.TYPE_, j.DUEDATE_, j.RETRIES_,
                               coalesce(t.CREATE_TIME_, a.START_TIME_, j.CREATE_TIME_) as SINCE_,
                               (select string_agg(l.GROUP_ID_, ',' order by l.GROUP_ID_)
                                  from ACT_RU_IDENTITYLINK l
                                 where l.TASK_ID_ = t.ID_ and l.TYPE_ = 'candidate') as GROUPS_
                          from ACT_RU_EXECUTION o
                          join ACT_RU_EXECUTION e on e.PROC_INST_ID_ = o.ID_
                          left join ACT_RU_TASK t on t.EXECUTION_ID_ = e.ID_
                          left join ACT_RU_JOB j on j.EXECUTION_ID_ = e.ID_
                          left join ACT_HI_ACTINST a on a.ID_ = e.ACT_INST_ID_
                         where o.ROOT_PROC_INST_ID_ in (:cases)
                         order by e.ID_
                        """)
                .param("cases", open)
                .query(CaseRecords::token)
                .list();
    }

    /** What happened in a case, called processes included, in its order. */
    List<Visit> visits(Row row) {
        return jdbc.sql(
                        """
                        select PROC_INST_ID_, PARENT_ACT_INST_ID_, PROC_DEF_ID_, ACT_ID_, ASSIGNEE_, START_TIME_, END_TIME_,
                               ACT_INST_STATE_
                          from ACT_HI_ACTINST
                         where ROOT_PROC_INST_ID_ = :instance and ACT_TYPE_ <> 'multiInstanceBody'
                         order by START_TIME_, SEQUENCE_COUNTER_
                        """)
                .param("instance", row.instanceId())
                .query((result, number) -> new Visit(
                        result.getString("PROC_INST_ID_"),
                        result.getString("PARENT_ACT_INST_ID_"),
                        result.getString("PROC_DEF_ID_"),
                        result.getString("ACT_ID_"),
                        result.getString("ASSIGNEE_"),
                        instant(result, "START_TIME_"),
                        instant(result, "END_TIME_"),
                        result.getInt("ACT_INST_STATE_") == ActivityInstanceState.CANCELED.getStateCode()))
                .list();
    }

    /**
     * By process instance that a case has called, the worker whom it is about. Not of sealed processes, of which nothing is
     * known.
     */
    Map<String, String> applicantsOfCalled(Collection<Row> cases) {
        var found = new HashMap<String, String>();
        if (!cases.isEmpty()) {
            jdbc.sql("select PROC_INST_ID_, TEXT_ from ACT_HI_VARINST where ROOT_PROC_INST_ID_ in (:cases)"
                            + " and NAME_ = 'applicantId' and EXECUTION_ID_ = PROC_INST_ID_")
                    .param("cases", cases.stream().map(Row::instanceId).toList())
                    .query(row -> {
                        found.put(row.getString(1), row.getString(2));
                    });
        }
        return found;
    }

    /** All values that these variables, texts and yes-or-noes, ever had in a case, in their order. */
    List<Said> said(Row row, Collection<String> variables) {
        return jdbc.sql(
                        """
                        select PROC_INST_ID_, NAME_, VAR_TYPE_, TEXT_, LONG_, TIME_
                          from ACT_HI_DETAIL
                         where ROOT_PROC_INST_ID_ = :instance and TYPE_ = 'VariableUpdate'
                           and NAME_ in (:variables) and VAR_TYPE_ in ('string', 'boolean')
                         order by TIME_, SEQUENCE_COUNTER_
                        """)
                .param("instance", row.instanceId())
                .param("variables", variables)
                .query((result, number) -> new Said(
                        result.getString("PROC_INST_ID_"),
                        result.getString("NAME_"),
                        result.getString("VAR_TYPE_").equals("boolean")
                                ? String.valueOf(result.getLong("LONG_") == 1)
                                : result.getString("TEXT_"),
                        instant(result, "TIME_")))
                .list();
    }

    /** The steps of a case that this person holds or held, or that these ids name; not those in these processes. */
    boolean tookPart(Row row, String person, Set<String> steps, Set<String> butNotIn) {
        return jdbc.sql(
                                """
                        select count(*) from ACT_HI_TASKINST
                         where ROOT_PROC_INST_ID_ = :instance and PROC_DEF_KEY_ not in (:hidden)
                           and (ASSIGNEE_ = :person or TASK_DEF_KEY_ in (:steps))
                        """)
                        .param("instance", row.instanceId())
                        .param("hidden", butNotIn)
                        .param("person", person)
                        .param("steps", steps.isEmpty() ? Set.of("") : steps)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whether an open task of a case waits for this person, or one of their groups, to take it; not those in these processes. */
    boolean isAsked(Row row, String person, Set<String> butNotIn) {
        return jdbc.sql(
                                """
                        select count(*)
                          from ACT_RU_EXECUTION o
                          join ACT_RU_TASK t on t.PROC_INST_ID_ = o.ID_
                          join ACT_RE_PROCDEF d on d.ID_ = t.PROC_DEF_ID_
                          join ACT_RU_IDENTITYLINK l on l.TASK_ID_ = t.ID_
                         where o.ROOT_PROC_INST_ID_ = :instance and d.KEY_ not in (:hidden)
                           and t.ASSIGNEE_ is null and l.TYPE_ = 'candidate'
                           and (l.USER_ID_ = :person
                                or l.GROUP_ID_ in (select GROUP_ID_ from ACT_ID_MEMBERSHIP where USER_ID_ = :person))
                        """)
                        .param("instance", row.instanceId())
                        .param("hidden", butNotIn)
                        .param("person", person)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private final class Where {

        private final Map<String, Object> params = new HashMap<>();
        private final String sql;

        Where(CaseFilter filter, Collection<String> atStage) {
            var conditions = new ArrayList<String>();
            if (filter.process() != null) {
                conditions.add("c.process = :process");
                params.put("process", filter.process());
            }
            if (filter.program() != null) {
                conditions.add("w.program = :program");
                params.put("program", filter.program());
            }
            if (filter.open() != null) {
                conditions.add("p.END_TIME_ is " + (filter.open() ? "null" : "not null"));
            }
            if (filter.stage() != null) {
                conditions.add(
                        """
                        p.END_TIME_ is null and exists (
                            select 1
                              from ACT_RU_EXECUTION o join ACT_RU_EXECUTION e on e.PROC_INST_ID_ = o.ID_
                             where o.ROOT_PROC_INST_ID_ = c.instance_id
                               and e.PROC_DEF_ID_ || ' ' || e.ACT_ID_ in (:places))""");
                params.put("places", atStage.isEmpty() ? Set.of("") : atStage);
            }
            if (filter.late() != null) {
                conditions.add(
                        (filter.late() ? "" : "not ")
                                + """
                        exists (
                            select 1
                              from ACT_RU_EXECUTION o join ACT_RU_TASK t on t.PROC_INST_ID_ = o.ID_
                             where o.ROOT_PROC_INST_ID_ = c.instance_id and t.DUE_DATE_ < :now
                               and (t.ASSIGNEE_ is null or t.ASSIGNEE_ <> c.applicant_id))""");
                params.put("now", java.sql.Timestamp.from(clock.instant()));
            }
            sql = conditions.isEmpty() ? "" : " and " + String.join(" and ", conditions);
        }
    }

    private static Row row(ResultSet result, int number) throws SQLException {
        return new Row(
                result.getString("BUSINESS_KEY_"),
                result.getString("ID_"),
                result.getString("PROC_DEF_ID_"),
                result.getString("applicant_id"),
                result.getString("given_name") == null
                        ? result.getString("applicant_id")
                        : result.getString("given_name") + " " + result.getString("family_name"),
                result.getString("program"),
                result.getString("supervisor_id"),
                instant(result, "START_TIME_"),
                instant(result, "END_TIME_"),
                result.getString("END_"),
                Set.of(
                                HistoricProcessInstance.STATE_EXTERNALLY_TERMINATED,
                                HistoricProcessInstance.STATE_INTERNALLY_TERMINATED)
                        .contains(result.getString("STATE_")));
    }

    private static Token token(ResultSet result, int number) throws SQLException {
        return new Token(
                result.getString("ROOT_PROC_INST_ID_"),
                result.getString("PROC_INST_ID_"),
                result.getString("ID_"),
                result.getString("PARENT_ID_"),
                result.getString("SUPER_EXEC_"),
                result.getString("PROC_DEF_ID_"),
                result.getString("ACT_ID_"),
                result.getString("TASK_ID_"),
                result.getString("ASSIGNEE_"),
                List.of(StringUtils.commaDelimitedListToStringArray(result.getString("GROUPS_"))),
                instant(result, "DUE_DATE_"),
                "timer".equals(result.getString("TYPE_")) ? instant(result, "DUEDATE_") : null,
                result.getObject("RETRIES_") != null && result.getInt("RETRIES_") == 0,
                instant(result, "SINCE_"));
    }

    private static Instant instant(ResultSet result, String column) throws SQLException {
        var time = result.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
