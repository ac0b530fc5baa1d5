package org.peerladder;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person sent cannot be taken. Says for each field why, and what would be right. Nothing is stored: the engine
 * rolls back and answers 400, {@code /api} answers a problem document.
 */
public class Refusal extends RuntimeException {

    /** One thing that is wrong: where ({@code field}), and in {@code message} why and what would be right. */
    public record Fault(String field, String message) {}

    /** {@link #reason()} where the caller can put it right. */
    public static final String INVALID = "invalid";

    /** {@link #reason()} where somebody else was faster. */
    public static final String CONCURRENT = "concurrent";

    private final transient List<Fault> faults;
    private final String reason;

    public Refusal(String field, String message) {
        this(List.of(new Fault(field, message)), INVALID);
    }

    /** @param reason one word for it, as the audit trail keeps it; never anything that somebody entered */
    public Refusal(String field, String message, String reason) {
        this(List.of(new Fault(field, message)), reason);
    }

    public Refusal(List<Fault> faults) {
        this(faults, INVALID);
    }

    private Refusal(List<Fault> faults, String reason) {
        super(faults.stream().map(f -> f.field() + ": " + f.message()).collect(Collectors.joining(" "))
                + " Nothing was stored.");
        this.faults = List.copyOf(faults);
        this.reason = reason;
    }

    /** The refusal that was thrown, or that somebody has wrapped. */
    public static Optional<Refusal> in(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    public List<Fault> faults() {
        return faults;
    }

    public String reason() {
        return reason;
    }
}
