package org.peerladder.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.Mockito.mock;

import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.UnlockJobCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.errorcode.BuiltinExceptionCode;
import org.camunda.bpm.engine.impl.form.validator.FormFieldValidationException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerladder.Refusal;

class RefusingInterceptorTest {

    private static final Command<?> CLAIM = new ClaimTaskCmd("task", "ana");

    static Stream<Command<?>> submissions() {
        return Stream.of(
                new SubmitStartFormCmd("definition", null, Map.of()),
                new SubmitTaskFormCmd("task", Map.of(), false, false),
                new CompleteTaskCmd("task", Map.of()));
    }

    static Stream<Command<?>> otherCommands() {
        return Stream.of(CLAIM, new ResolveTaskCmd("task", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("submissions")
    void aRefusedSubmissionIsAFormFault(Command<?> command) {
        var refusal = new Refusal("hourlyRate", "is above the grade; give 25.04 to 30.78.");

        assertThat(thrownBy(command, new ProcessEngineException("listener failed", refusal)))
                .isInstanceOf(FormFieldValidationException.class)
                .hasMessage("hourlyRate: is above the grade; give 25.04 to 30.78. Nothing was stored.")
                .hasRootCause(refusal);
    }

    @ParameterizedTest
    @MethodSource("otherCommands")
    void anyOtherRefusalIsABadRequest(Command<?> command) {
        var refusal = new Refusal("userId", "is in conflict.");

        assertThat(thrownBy(command, refusal))
                .isInstanceOf(BadUserRequestException.class)
                .hasRootCause(refusal);
    }

    @Test
    void theEnginesOwnRefusalsAreRefusals() {
        var deadlock = new ProcessEngineException("deadlock");
        deadlock.setCode(BuiltinExceptionCode.DEADLOCK.getCode());
        var tooLong = new ProcessEngineException("value too long");
        tooLong.setCode(BuiltinExceptionCode.COLUMN_SIZE_TOO_SMALL.getCode());

        assertRefused(new OptimisticLockingException("updated by another transaction"), "at the same moment; reload");
        assertRefused(deadlock, "at the same moment; reload");
        assertRefused(tooLong, "longer than can be stored");
        assertRefused(new NullValueException("Cannot find task with id x"), "Cannot find task with id x");
        assertRefused(new SuspendedEntityInteractionException("task is suspended"), "task is suspended");
    }

    @Test
    void whatTheCallerCannotPutRightStaysAsItIs() {
        for (var failure : new RuntimeException[] {
            new IllegalStateException("Table pay-grade has no row for payGrade=9."),
            new ProcessEngineException("broken model", new NullValueException("no such bean")),
            new AuthorizationException("no right")
        }) {
            assertThat(thrownBy(CLAIM, failure)).isSameAs(failure);
        }
    }

    @Test
    void aFailureInAJobStaysAsItIs() {
        var refusal = new Refusal("rate", "no.");
        assertThat(thrownBy(new ExecuteJobsCmd("job", null), refusal)).isSameAs(refusal);
        var conflict = new OptimisticLockingException("job taken by another node");
        assertThat(thrownBy(new UnlockJobCmd("job"), conflict)).isSameAs(conflict);

        Context.setJobExecutorContext(new JobExecutorContext());
        try {
            assertThat(thrownBy(CLAIM, refusal)).isSameAs(refusal);
        } finally {
            Context.removeJobExecutorContext();
        }
    }

    @Test
    void onlyTheOutermostCommandIsAnswered() {
        var refusal = new Refusal("rate", "no.");

        Context.setCommandContext(mock(CommandContext.class));
        try {
            assertThat(thrownBy(CLAIM, refusal)).isSameAs(refusal);
        } finally {
            Context.removeCommandContext();
        }
    }

    private static void assertRefused(RuntimeException thrown, String words) {
        assertThat(thrownBy(CLAIM, thrown))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining(words)
                .hasMessageEndingWith("Nothing was stored.")
                .hasCauseInstanceOf(Refusal.class)
                .hasRootCause(thrown);
    }

    private static Throwable thrownBy(Command<?> command, RuntimeException thrown) {
        var interceptor = new RefusingInterceptor();
        interceptor.setNext(new CommandInterceptor() {
            @Override
            public <T> T execute(Command<T> inner) {
                throw thrown;
            }
        });
        return catchThrowable(() -> interceptor.execute(command));
    }
}
