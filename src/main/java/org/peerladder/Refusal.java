package org.peerladder;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a person sent cannot be taken. Says for each field why, and what would be right. Nothing is stored: the engine
 * rolls back and answers 400, {@code /api} answers a problem document.
 */
public class Refusal extends RuntimeException {

    /** One thing that is wrong: where ({@code field}), and in {@code message} why and what would be right. */
    public record Fault(String field, String message) {}

    private final transient List<Fault> faults;

    public Refusal(String field, String message) {
        this(List.of(new Fault(field, message)));
    }

    public Refusal(List<Fault> faults) {
        super(faults.stream().map(f -> f.field() + ": " + f.message()).collect(Collectors.joining(" "))
                + " Nothing was stored.");
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
