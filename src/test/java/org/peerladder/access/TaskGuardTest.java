package org.peerladder.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever is in conflict with the worker is not asked, and does not see what others are asked. */
@ProcessTest
class TaskGuardTest {

    @Autowired
    TestAgency agency;

    @Autowired
    TaskService tasks;

    @Autowired
    AuthorizationService authorizations;

    @BeforeEach
    void open() {
        agency.open();
    }

    @Test
    void aGroupWithoutConflictIsAskedAsAWhole() {
        var request = agency.requestBeforeThePanel("ana");

        assertThat(asked(request)).containsExactly("hr");
        assertThat(sees("rae", request)).isTrue();
    }

    @Test
    void ofAGroupWithAConflictTheOthersAreAsked() {
        agency.roster(RosterFile.CONFLICTS, "ana,rae,household");
        var request = agency.requestBeforeThePanel("ana");

        assertThat(asked(request)).containsExactly("lena");
        assertThat(sees("rae", request)).isFalse();
        assertThat(sees("lena", request)).isTrue();
        assertThat(authorizations
                        .createAuthorizationQuery()
                        .resourceType(Resources.TASK)
                        .resourceId(agency.tasks(request, "userTask_seatPanel")
                                .get(0)
                                .getId())
                        .groupIdIn("hr")
                        .count())
                .isZero();
    }

    @Test
    void whereNobodyIsLeftTheStandInIsAsked() {
        agency.roster(RosterFile.CONFLICTS, "ana,rae,household\nana,lena,declared");
        var request = agency.requestBeforeThePanel("ana");

        assertThat(asked(request)).containsExactly("dana");
    }

    private List<String> asked(ProcessInstance request) {
        return tasks
                .getIdentityLinksForTask(
                        agency.tasks(request, "userTask_seatPanel").get(0).getId())
                .stream()
                .map(TaskGuardTest::who)
                .sorted()
                .toList();
    }

    private static String who(IdentityLink link) {
        return link.getUserId() == null ? link.getGroupId() : link.getUserId();
    }

    private boolean sees(String person, ProcessInstance request) {
        var task = agency.tasks(request, "userTask_seatPanel").get(0).getId();
        return agency.as(person, () -> tasks.createTaskQuery().taskId(task).count()) == 1;
    }
}
