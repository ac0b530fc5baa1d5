package org.peerladder.access;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.spring.boot.starter.rest.CamundaJerseyResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerladder.WithApplication;
import org.peerladder.access.RunningRoutes.RunningRoute;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.context.WebApplicationContext;

/** The route table against every route that the running application has. */
@WithApplication
class RouteTableTest {

    private static final String NOT_SIGNED_IN = "not signed in";
    private static final String WITHOUT_ROLE = "without a role";
    private static final List<String> EVERYONE = Stream.concat(
                    Stream.of(NOT_SIGNED_IN, WITHOUT_ROLE),
                    Arrays.stream(Role.values()).map(Role::id))
            .toList();

    /** The longer one first. */
    private static final List<String> ENGINE_DOORS =
            List.of("/camunda/api/engine/engine/{name}", "/engine-rest/engine/{name}", "/engine-rest");

    @Autowired
    WebApplicationContext application;

    @Autowired
    CamundaJerseyResourceConfig engineRest;

    @Autowired
    FilterRegistrationBean<RouteGuard> guard;

    @Autowired
    IdentityService identityService;

    private Set<RunningRoute> routes;

    @BeforeEach
    void listRoutes() {
        routes = RunningRoutes.of(application.getServletContext(), engineRest);
    }

    @AfterEach
    void nobody() {
        identityService.clearAuthentication();
    }

    @Test
    void theRunningApplicationIsListed() {
        assertThat(routes)
                .hasSizeGreaterThan(1000)
                .extracting(RunningRoute::toString)
                .contains(
                        "POST /engine-rest/task/{id}/resolve",
                        "PUT /engine-rest/engine/{name}/task/{id}/variables/{varId}",
                        "POST /camunda/api/engine/engine/{name}/message",
                        "POST /camunda/api/admin/setup/{engine}/user/create");
    }

    @Test
    void eachRouteIsOpenToExactlyWhomTheTableSays() throws Exception {
        var wrong = new ArrayList<String>();
        for (var route : routes) {
            var open = openTo(route);
            var table = accordingToTheTable(route);
            if (!open.equals(table)) {
                wrong.add(route + " is open to " + open + ", the table says " + table);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void eachRowIsOfARouteThatExists() {
        var rows = RouteTable.ROWS.stream()
                .filter(row -> !row.method().equals("*"))
                .map(RouteTableTest::inTable)
                .toList();

        assertThat(rows).doesNotHaveDuplicates();
        assertThat(rows.stream().filter(row -> routes.stream()
                        .noneMatch(route -> inTable(route).equals(row))))
                .as("rows of no route")
                .isEmpty();
    }

    /** Asks the guard itself, as each role. What it lets pass goes no further here. */
    private Set<String> openTo(RunningRoute route) throws Exception {
        var open = new TreeSet<String>();
        for (var who : EVERYONE) {
            if (who.equals(NOT_SIGNED_IN)) {
                identityService.clearAuthentication();
            } else {
                identityService.setAuthentication("somebody", who.equals(WITHOUT_ROLE) ? List.of() : List.of(who));
            }
            var request = new MockHttpServletRequest(route.method(), route.example());
            request.setServletPath(route.example());
            FilterChain passed = (ignoredRequest, ignoredResponse) -> open.add(who);
            guard.getFilter().doFilter(request, new MockHttpServletResponse(), passed);
        }
        return open;
    }

    private static Set<String> accordingToTheTable(RunningRoute route) {
        return RouteTable.ROWS.stream()
                .filter(row -> inTable(row).equals(inTable(route)) || isRefusedAlways(route, row))
                .findFirst()
                .map(row -> row.anyone() ? new TreeSet<>(EVERYONE) : ids(row.roles()))
                .orElseGet(() -> ids(Set.of(Role.ADMINISTRATORS)));
    }

    private static boolean isRefusedAlways(RunningRoute route, RouteTable.Row row) {
        var start = row.route().getPatternString().replace("{*any}", "");
        return row.method().equals("*") && route.route().startsWith(start);
    }

    private static TreeSet<String> ids(Set<Role> roles) {
        return roles.stream().map(Role::id).collect(toCollection(TreeSet::new));
    }

    private static String inTable(RouteTable.Row row) {
        return row.method() + " " + unnamed(row.route().getPatternString());
    }

    /** The route as the table has it: those of the engine without what stands before them. */
    private static String inTable(RunningRoute running) {
        var route = running.route();
        for (var door : ENGINE_DOORS) {
            if (route.startsWith(door + "/")) {
                route = route.substring(door.length());
            }
        }
        return running.method() + " " + unnamed(route);
    }

    private static String unnamed(String route) {
        return route.replaceAll("\\{[^}]*}", "{}");
    }
}
