package org.peerladder.access;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * The task lists everyone starts with. Tasklist shows in each only the tasks that the reader may see. Created once, by
 * name: what an administrator changes later stays.
 */
@Component
class TaskFilters {

    /** Local to each task, so that a list shows them without opening the case. */
    private static final List<Map<String, String>> COLUMNS = List.of(
            Map.of("name", "caseNumber", "label", "Request"),
            Map.of("name", "applicantName", "label", "For"),
            Map.of("name", "stage", "label", "Stage"));

    private final FilterService filterService;
    private final TaskService taskService;
    private final RepositoryService repositoryService;

    TaskFilters(FilterService filterService, TaskService taskService, RepositoryService repositoryService) {
        this.filterService = filterService;
        this.taskService = taskService;
        this.repositoryService = repositoryService;
    }

    void create(String owner) {
        create(
                owner,
                10,
                "#2e6e8e",
                "My tasks",
                "What waits for you",
                taskService.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        // "Candidate" covers both ways of being asked: by one's groups and, where a group has a conflict, by name.
        create(
                owner,
                20,
                "#4f7f4f",
                "My groups' tasks",
                "What you or a colleague may take on",
                taskService.createTaskQuery().taskCandidateUserExpression("${currentUser()}"));
        create(
                owner,
                30,
                "#b5562b",
                "Overdue",
                "What is late",
                taskService.createTaskQuery().dueBeforeExpression("${now()}"));
        createFor("promotion", owner, 40, "#6b5b95", "Promotion requests", "PRM-");
        createFor("tuition-reimbursement", owner, 50, "#2f6f7e", "Learning requests", "TUI-");
        createFor("mentoring-assignment", owner, 60, "#7a5c2e", "Mentoring requests", "MEN-");
        createFor("peer-supervisor-appointment", owner, 70, "#8a4b5f", "Supervisor posts", "SUP-");
    }

    /** Called processes carry the case number of the case they serve, so the list follows a request through all of them. */
    private void createFor(String process, String owner, int place, String color, String name, String numberPrefix) {
        if (repositoryService
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(process)
                        .count()
                > 0) {
            var query = taskService.createTaskQuery().processInstanceBusinessKeyLike(numberPrefix + "%");
            create(owner, place, color, name, "All open steps you may see", query);
        }
    }

    private void create(String owner, int place, String color, String name, String description, TaskQuery query) {
        if (filterService.createFilterQuery().filterName(name).count() > 0) {
            return;
        }
        var filter = filterService.newTaskFilter(name);
        filter.setOwner(owner);
        filter.setQuery(query.orderByDueDate().asc().orderByTaskCreateTime().asc());
        filter.setProperties(Map.of(
                "description", description,
                "priority", place,
                "color", color,
                "refresh", true,
                "showUndefinedVariable", false,
                "variables", COLUMNS));
        filterService.saveFilter(filter);
    }
}
