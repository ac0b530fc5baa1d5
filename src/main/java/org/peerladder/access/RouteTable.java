package org.peerladder.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which routes of the engine and of its webapps a role may use at all; what it finds there is said by the
 * {@link AccessTable}. A route of the engine stands here without what comes before it: programs reach it at
 * {@code /engine-rest}, the webapps at {@code /camunda/api/engine}, with the same rights.
 *
 * <p>What has no row is the administrators', who repair. Everyone else changes a case by a form of theirs and by nothing
 * else: no plain start, no variables, messages, signals, errors or modifications.
 */
final class RouteTable {

    /** {@code *} is every method; {@code cockpit} is managers and process owners; the most exact route counts. */
    private static final String TABLE =
            """
            # What a browser needs before anyone has signed in
            GET       /camunda/api/admin/auth/user/{engine}                               anyone
            POST      /camunda/api/admin/auth/user/{engine}/login/{app}                   anyone
            POST      /camunda/api/admin/auth/user/{engine}/logout                        anyone
            GET       /camunda/api/engine/engine                                          anyone
            GET       /camunda/api/admin/plugin/adminPlugins/static/{*file}               anyone
            GET       /camunda/api/cockpit/plugin/cockpitPlugins/static/{*file}           anyone
            GET       /camunda/api/tasklist/plugin/tasklistPlugins/static/{*file}         anyone

            # The first-run setup makes an administrator of whoever asks
            *         /camunda/api/admin/setup/{*any}                                     nobody

            # Oneself: the engine shows nobody else's account or groups
            GET       /user/{id}/profile                                                  staff
            PUT       /user/{id}/credentials                                              staff
            GET POST  /group                                                              staff
            GET POST  /group/count                                                        staff
            GET       /identity/groups                                                    staff
            GET POST  /identity/password-policy                                           staff
            GET       /authorization/check                                                staff

            # Task lists: the engine shows the tasks that one holds or is asked to take
            GET       /filter                                                             staff
            OPTIONS   /filter                                                             staff
            GET       /filter/count                                                       staff
            GET POST  /filter/{id}/list                                                   staff
            GET POST  /filter/{id}/count                                                  staff
            GET POST  /task                                                               staff
            GET POST  /task/count                                                         staff

            # A task, its form and its comments
            GET       /task/{id}                                                          staff
            GET       /task/{id}/form                                                     staff
            GET       /task/{id}/deployed-form                                            staff
            GET       /task/{id}/form-variables                                           staff
            POST      /task/{id}/claim                                                    staff
            POST      /task/{id}/unclaim                                                  staff
            POST      /task/{id}/complete                                                 staff
            POST      /task/{id}/submit-form                                              staff
            GET       /task/{id}/comment                                                  staff
            POST      /task/{id}/comment/create                                           staff
            GET       /history/user-operation                                             staff
            GET       /history/user-operation/count                                       staff

            # Asking for something, by a start form
            GET       /process-definition                                                 staff
            GET       /process-definition/count                                           staff
            GET       /process-definition/{id}                                            staff
            GET       /process-definition/{id}/xml                                        staff
            GET       /process-definition/{id}/startForm                                  staff
            GET       /process-definition/{id}/deployed-start-form                        staff
            POST      /process-definition/{id}/submit-form                                staff
            GET       /process-definition/key/{key}                                       staff
            GET       /process-definition/key/{key}/xml                                   staff
            GET       /process-definition/key/{key}/startForm                             staff
            GET       /process-definition/key/{key}/deployed-start-form                   staff
            POST      /process-definition/key/{key}/submit-form                           staff

            # Cockpit: what is deployed, and how much there is of it. An owner's numbers are of no case
            GET       /process-definition/statistics                                      cockpit
            GET       /process-definition/{id}/statistics                                 cockpit
            GET       /process-definition/{id}/static-called-process-definitions          cockpit
            GET       /decision-definition                                                cockpit
            GET       /decision-definition/count                                          cockpit
            GET       /decision-definition/{id}                                           cockpit
            GET       /decision-definition/{id}/xml                                       cockpit
            GET       /decision-requirements-definition                                   cockpit
            GET       /decision-requirements-definition/count                             cockpit
            GET       /decision-requirements-definition/{id}                              cockpit
            GET       /decision-requirements-definition/{id}/xml                          cockpit
            GET       /case-definition/count                                              cockpit
            GET       /deployment                                                         cockpit
            GET       /deployment/count                                                   cockpit
            GET       /deployment/{id}                                                    cockpit
            GET       /deployment/registered                                              camunda-admin
            GET       /deployment/{id}/resources                                          cockpit
            GET       /deployment/{id}/resources/{resourceId}                             cockpit
            GET       /deployment/{id}/resources/{resourceId}/data                        cockpit
            GET       /job-definition                                                     cockpit
            GET       /job-definition/count                                               cockpit
            GET       /job/count                                                          cockpit
            GET POST  /process-instance/count                                             cockpit
            GET       /task/report/candidate-group-count                                  cockpit
            GET       /batch/statistics                                                   cockpit
            GET       /batch/statistics/count                                             cockpit
            GET       /history/batch                                                      cockpit
            GET       /history/batch/count                                                cockpit
            POST      /history/task/count                                                 cockpit
            GET       /history/decision-instance                                          cockpit
            GET       /history/decision-instance/count                                    cockpit
            GET       /user                                                               cockpit
            GET       /camunda/api/cockpit/plugin/base/{engine}/process-definition/statistics                          cockpit
            GET       /camunda/api/cockpit/plugin/base/{engine}/process-definition/statistics-count                    cockpit
            GET POST  /camunda/api/cockpit/plugin/base/{engine}/process-definition/{id}/called-process-definitions     cockpit
            POST      /camunda/api/cockpit/plugin/base/{engine}/incident                  cockpit
            POST      /camunda/api/cockpit/plugin/base/{engine}/incident/count            cockpit
            POST      /camunda/api/cockpit/plugin/base/{engine}/process-instance          cockpit
            POST      /camunda/api/cockpit/plugin/base/{engine}/process-instance/count    cockpit

            # A case in Cockpit, and the finished ones
            GET POST  /process-instance                                                   managers
            GET       /process-instance/{id}                                              managers
            GET       /process-instance/{id}/activity-instances                           managers
            GET POST  /camunda/api/cockpit/plugin/base/{engine}/process-instance/{id}/called-process-instances         managers
            POST      /variable-instance                                                  managers
            POST      /variable-instance/count                                            managers
            POST      /job                                                                managers
            POST      /external-task/count                                                managers
            GET POST  /history/process-instance                                           managers
            GET POST  /history/process-instance/count                                     managers
            GET       /history/process-instance/{id}                                      managers
            GET       /history/process-instance/report                                    camunda-admin
            GET POST  /history/activity-instance                                          managers
            GET POST  /history/activity-instance/count                                    managers

            # Deploying, as Modeler does it
            GET       /version                                                            process-owners
            POST      /deployment/create                                                  process-owners
            """;

    /** Who may use a route; {@code anyone} also without signing in. */
    record Row(String method, PathPattern route, boolean anyone, Set<Role> roles) {

        boolean isOpenTo(Collection<String> groups) {
            return anyone || roles.stream().map(Role::id).anyMatch(groups::contains);
        }

        boolean isFor(String method, PathContainer path) {
            return (this.method.equals("*") || this.method.equals(method)) && route.matches(path);
        }
    }

    /** What stands before a route of the engine. */
    private static final Pattern ENGINE =
            Pattern.compile("^(/engine-rest(/engine/[^/]+)?|/camunda/api/engine/engine/[^/]+)(?=/)");

    /** Beside the administrators, whom only {@code nobody} shuts out. */
    private static final Map<String, Set<Role>> WHO = Map.of(
            "anyone", Role.staff(),
            "staff", Role.staff(),
            "cockpit", EnumSet.of(Role.MANAGERS, Role.PROCESS_OWNERS),
            "managers", EnumSet.of(Role.MANAGERS),
            "process-owners", EnumSet.of(Role.PROCESS_OWNERS),
            "camunda-admin", Set.of());

    static final List<Row> ROWS = TABLE.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .flatMap(RouteTable::rows)
            .toList();

    private static final Row REPAIRING =
            new Row("*", PathPatternParser.defaultInstance.parse("/**"), false, EnumSet.of(Role.ADMINISTRATORS));

    private RouteTable() {}

    /** The row that says who may send this method to this path, as the address line has it. */
    static Row row(String method, String path) {
        var route = PathContainer.parsePath(
                withoutSlashAtTheEnd(ENGINE.matcher(path).replaceFirst("")));
        var asked = method.equals("HEAD") ? "GET" : method;
        return ROWS.stream()
                .filter(row -> row.isFor(asked, route))
                .min(Comparator.comparing(Row::route, PathPattern.SPECIFICITY_COMPARATOR))
                .orElse(REPAIRING);
    }

    private static String withoutSlashAtTheEnd(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Stream<Row> rows(String line) {
        var words = line.trim().split(" +");
        var who = words[words.length - 1];
        var route = PathPatternParser.defaultInstance.parse(words[words.length - 2]);
        var roles = EnumSet.noneOf(Role.class);
        if (!who.equals("nobody")) {
            roles.addAll(WHO.get(who));
            roles.add(Role.ADMINISTRATORS);
        }
        return Arrays.stream(words, 0, words.length - 2)
                .map(method -> new Row(method, route, who.equals("anyone"), roles));
    }
}
