package org.peerladder.access;

import java.util.List;
import org.camunda.bpm.engine.impl.ActivityStatisticsQueryImpl;
import org.camunda.bpm.engine.impl.ExecutionQueryImpl;
import org.camunda.bpm.engine.impl.JobQueryImpl;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.ProcessInstanceQueryImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;
import org.camunda.bpm.engine.impl.persistence.entity.JobManager;
import org.camunda.bpm.engine.impl.persistence.entity.StatisticsManager;
import org.camunda.bpm.engine.management.ActivityStatistics;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.peerladder.engine.SealedProcesses;

/**
 * Where a sealed process is shows also in what is not a task: the timer that waits there, a search for a step, the figures
 * that Cockpit puts on the diagram. Nobody who is signed in finds them, an administrator included. Only a job that failed for
 * good is shown, since somebody has to repair it.
 */
final class SealedPlaces {

    private SealedPlaces() {}

    static class Timers extends JobManager {

        @Override
        public List<Job> findJobsByQueryCriteria(JobQueryImpl query, Page page) {
            var found = super.findJobsByQueryCriteria(query, page);
            return getCurrentAuthentication() == null
                    ? found
                    : found.stream().filter(Timers::isShown).toList();
        }

        @Override
        public long findJobCountByQueryCriteria(JobQueryImpl query) {
            return getCurrentAuthentication() == null
                    ? super.findJobCountByQueryCriteria(query)
                    : findJobsByQueryCriteria(query, null).size();
        }

        private static boolean isShown(Job job) {
            return job.getRetries() == 0 || !SealedProcesses.containsDefinition(job.getProcessDefinitionId());
        }
    }

    /** That it runs may be known; which of its steps it is at may not be asked. */
    static class Tokens extends ExecutionManager {

        @Override
        public List<ExecutionEntity> findExecutionsByQueryCriteria(ExecutionQueryImpl query, Page page) {
            var found = super.findExecutionsByQueryCriteria(query, page);
            return isFree(query)
                    ? found
                    : found.stream()
                            .filter(token -> !SealedProcesses.containsDefinition(token.getProcessDefinitionId()))
                            .toList();
        }

        @Override
        public long findExecutionCountByQueryCriteria(ExecutionQueryImpl query) {
            return isFree(query)
                    ? super.findExecutionCountByQueryCriteria(query)
                    : findExecutionsByQueryCriteria(query, null).size();
        }

        @Override
        public List<ProcessInstance> findProcessInstancesByQueryCriteria(ProcessInstanceQueryImpl query, Page page) {
            var found = super.findProcessInstancesByQueryCriteria(query, page);
            return isFree(query)
                    ? found
                    : found.stream()
                            .filter(each -> !SealedProcesses.containsDefinition(each.getProcessDefinitionId()))
                            .toList();
        }

        @Override
        public long findProcessInstanceCountByQueryCriteria(ProcessInstanceQueryImpl query) {
            return isFree(query)
                    ? super.findProcessInstanceCountByQueryCriteria(query)
                    : findProcessInstancesByQueryCriteria(query, null).size();
        }

        private boolean isFree(ExecutionQueryImpl query) {
            return getCurrentAuthentication() == null || query.getActivityId() == null;
        }

        private boolean isFree(ProcessInstanceQueryImpl query) {
            return getCurrentAuthentication() == null || query.getActivityIds() == null;
        }
    }

    static class Badges extends StatisticsManager {

        @Override
        public List<ActivityStatistics> getStatisticsGroupedByActivity(ActivityStatisticsQueryImpl query, Page page) {
            return isSealed(query) ? List.of() : super.getStatisticsGroupedByActivity(query, page);
        }

        @Override
        public long getStatisticsCountGroupedByActivity(ActivityStatisticsQueryImpl query) {
            return isSealed(query) ? 0 : super.getStatisticsCountGroupedByActivity(query);
        }

        private boolean isSealed(ActivityStatisticsQueryImpl query) {
            return getCurrentAuthentication() != null
                    && SealedProcesses.containsDefinition(query.getProcessDefinitionId());
        }
    }
}
