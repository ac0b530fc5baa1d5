package org.peerladder.access;

import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.camunda.bpm.engine.task.Task;
import org.peerladder.engine.SealedProcesses;

/** A step of a sealed process is for those who do it: not even an administrator finds it in a list or opens it. */
class SealedTasks extends TaskManager {

    /** @throws AuthorizationException if somebody is signed in who does not do this task */
    static void refuseOutsiders(TaskEntity task) {
        var person = Context.getCommandContext().getAuthentication();
        if (person != null && isClosedTo(person, task)) {
            throw new AuthorizationException(
                    person.getUserId(), Permissions.READ.getName(), Resources.TASK.resourceName(), task.getId());
        }
    }

    private static boolean isClosedTo(Authentication person, TaskEntity task) {
        if (!SealedProcesses.sealed(task) || person.getUserId().equals(task.getAssignee())) {
            return false;
        }
        var groups = person.getGroupIds() == null ? List.<String>of() : person.getGroupIds();
        return task.getCandidates().stream()
                .noneMatch(link -> Objects.equals(link.getUserId(), person.getUserId())
                        || link.getGroupId() != null && groups.contains(link.getGroupId()));
    }

    @Override
    public List<Task> findTasksByQueryCriteria(TaskQueryImpl query) {
        return open(super.findTasksByQueryCriteria(query));
    }

    @Override
    public List<Task> findTasksByQueryCriteria(TaskQueryImpl query, Page page) {
        return open(super.findTasksByQueryCriteria(query, page));
    }

    /** For an administrator, who alone has a right to all tasks, counts what the list would show. */
    @Override
    public long findTaskCountByQueryCriteria(TaskQueryImpl query) {
        var person = Context.getCommandContext().getAuthentication();
        var seesAll = person != null
                && person.getGroupIds() != null
                && person.getGroupIds().contains(Role.ADMINISTRATORS.id());
        return seesAll ? findTasksByQueryCriteria(query).size() : super.findTaskCountByQueryCriteria(query);
    }

    private static List<Task> open(List<Task> found) {
        var person = Context.getCommandContext().getAuthentication();
        return person == null || found.stream().noneMatch(task -> SealedProcesses.sealed((TaskEntity) task))
                ? found
                : found.stream()
                        .filter(task -> !isClosedTo(person, (TaskEntity) task))
                        .toList();
    }
}
