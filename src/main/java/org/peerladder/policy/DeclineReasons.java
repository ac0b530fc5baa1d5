package org.peerladder.policy;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peerladder.engine.ProcessVariable;
import org.peerladder.engine.UsedByDiagrams;
import org.springframework.stereotype.Component;

/** The closed list of reasons for a "no", from table {@code decline-reasons}. Used by the diagrams. */
@Component("declineReasons")
@UsedByDiagrams
public class DeclineReasons {

    private record Option(String value, String label) {}

    private static final ProcessVariable<List<Option>> OPTIONS =
            ProcessVariable.json("reasons", new TypeReference<>() {});

    private final DecisionTables tables;

    DeclineReasons(DecisionTables tables) {
        this.tables = tables;
    }

    /** What a form lets people choose from, as Json. */
    public Object options() {
        return OPTIONS.stored(tables.allowedInputs("decline-reasons", "reasonCode").stream()
                .map(code -> new Option(code, (String) tables.row("decline-reasons", Map.of("reasonCode", code))
                        .get("reason")))
                .toList());
    }

    /** What is said to the person. */
    public record Words(String reason, String whatWouldChange) {}

    /** Nothing for a reason that the table no longer has. */
    public Optional<Words> inWords(String reasonCode) {
        return tables.rows("decline-reasons", Map.of("reasonCode", reasonCode)).stream()
                .map(row -> new Words((String) row.get("reason"), (String) row.get("whatWouldChange")))
                .findFirst();
    }
}
