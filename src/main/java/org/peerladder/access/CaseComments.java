package org.peerladder.access;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.persistence.entity.CommentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.CommentManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Comment;

/**
 * Comments travel with the case: what is written on one task is read on every later one, in called processes too. The
 * engine alone keeps a comment on its task. In a private process it stays there, so that one reviewer does not read
 * another's. Unlike the engine alone, this also checks that the person may read the task.
 */
class CaseComments extends CommentManager {

    /** The case is the topmost process instance. */
    @Override
    public void insert(DbEntity entity) {
        if (entity instanceof CommentEntity comment && comment.getTaskId() != null) {
            var task = getTaskManager().findTaskById(comment.getTaskId());
            if (task != null) {
                checkReadTask(task);
                comment.setProcessInstanceId(isPrivate(task) ? null : comment.getRootProcessInstanceId());
            }
        }
        super.insert(entity);
    }

    @Override
    public List<Comment> findCommentsByTaskId(String taskId) {
        var task = getTaskManager().findTaskById(taskId);
        var onTask = super.findCommentsByTaskId(taskId);
        if (task == null || task.getExecution() == null) {
            return onTask;
        }
        checkReadTask(task);
        var inCase = findCommentsByProcessInstanceId(task.getExecution().getRootProcessInstanceId()).stream()
                .filter(comment -> !taskId.equals(comment.getTaskId()));
        return Stream.concat(onTask.stream(), inCase)
                .sorted(Comparator.comparing(Comment::getTime).reversed())
                .toList();
    }

    private static boolean isPrivate(TaskEntity task) {
        return task.getProcessDefinition() != null
                && PrivateProcesses.KEYS.contains(task.getProcessDefinition().getKey());
    }

    private void checkReadTask(TaskEntity task) {
        getCommandContext()
                .getProcessEngineConfiguration()
                .getCommandCheckers()
                .forEach(checker -> checker.checkReadTask(task));
    }
}
