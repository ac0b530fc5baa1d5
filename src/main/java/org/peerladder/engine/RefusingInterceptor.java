package org.peerladder.engine;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.BootstrapEngineCommand;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SaveUserCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.errorcode.BuiltinExceptionCode;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.FailedJobListener;
import org.camunda.bpm.engine.impl.jobexecutor.SuccessfulJobListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.peerladder.Refusal;

/**
 * The one place where "this cannot be taken" becomes an exception that the REST layers answer with 400. It is the outermost
 * interceptor, so the transaction has been rolled back when it rethrows: nothing was stored. The {@link Refusal} stays in
 * the cause chain for callers in Java.
 *
 * <p>Only what the caller can put right is turned. A gap in a table, a broken model, a missing permission, and whatever
 * happens in a job keep their own exception.
 */
class RefusingInterceptor extends CommandInterceptor {

    /** The engine catches their exceptions itself and must see them as they are; a failed job keeps its message. */
    private static final List<Class<?>> ENGINE_WORK = List.of(
            ExecuteJobsCmd.class,
            AcquireJobsCmd.class,
            UnlockJobCmd.class,
            FailedJobListener.class,
            SuccessfulJobListener.class,
            BootstrapEngineCommand.class);

    @Override
    public <T> T execute(Command<T> command) {
        if (Context.getCommandContext() != null || Context.getJobExecutorContext() != null || isEngineWork(command)) {
            return next.execute(command);
        }
        try {
            return next.execute(command);
        } catch (AuthorizationException e) {
            throw e;
        } catch (RuntimeException e) {
            var refusal = refusalIn(command, e);
            if (refusal == null) {
                throw e;
            }
            throw answersOnlyFormFaults(command)
                    ? new FormFieldValidationException(null, refusal.getMessage(), causeOf(refusal, e))
                    : new BadUserRequestException(refusal.getMessage(), causeOf(refusal, e));
        }
    }

    private static boolean isEngineWork(Command<?> command) {
        return ENGINE_WORK.stream().anyMatch(work -> work.isInstance(command));
    }

    /** The REST routes of these commands know one exception as the caller's fault and answer every other with 500. */
    private static boolean answersOnlyFormFaults(Command<?> command) {
        return command instanceof SubmitStartFormCmd
                || command instanceof SubmitTaskFormCmd
                || command instanceof CompleteTaskCmd && !(command instanceof ResolveTaskCmd);
    }

    /** The refusal that was thrown, or one for the engine's own ways to say so; null if the caller is not at fault. */
    private static Refusal refusalIn(Command<?> command, RuntimeException thrown) {
        if (thrown instanceof NullValueException) {
            // Only as thrown: further down the chain it is our code or a model that asked for something that is not
            // there
            return new Refusal("request", sentence(thrown));
        }
        if (command instanceof SaveUserCmd
                && thrown.getClass() == ProcessEngineException.class
                && thrown.getCause() == null) {
            // A password against the policy, or an id the engine cannot take; anything else would have a cause
            return new Refusal("user", sentence(thrown));
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof OptimisticLockingException
                    || hasCode(cause, BuiltinExceptionCode.DEADLOCK)
                    || caseHasVanished(cause)) {
                return new Refusal(
                        "request",
                        "somebody else acted on this at the same moment; reload and look before trying again.",
                        Refusal.CONCURRENT);
            }
            if (cause instanceof TaskAlreadyClaimedException || cause instanceof SuspendedEntityInteractionException) {
                return new Refusal("request", sentence(cause));
            }
            if (hasCode(cause, BuiltinExceptionCode.COLUMN_SIZE_TOO_SMALL)) {
                return new Refusal("request", "a text is longer than can be stored; shorten it.");
            }
        }
        return null;
    }

    /** The engine had read the task when the case was ended, and then found no case around it. */
    private static boolean caseHasVanished(Throwable cause) {
        var at = cause.getStackTrace();
        return cause instanceof NullPointerException
                && at.length > 0
                && at[0].getClassName().equals(ExecutionEntity.class.getName())
                && at[0].getMethodName().equals("ensureExecutionTreeInitialized");
    }

    private static boolean hasCode(Throwable cause, BuiltinExceptionCode code) {
        return cause instanceof ProcessEngineException e && e.getCode() == code.getCode();
    }

    private static String sentence(Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        return message.endsWith(".") ? message : message + ".";
    }

    private static Throwable causeOf(Refusal refusal, RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause == refusal) {
                return thrown;
            }
        }
        refusal.initCause(thrown);
        return refusal;
    }
}
