package org.peerladder.access;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

/**
 * Queries from the web that bring an expression along ({@code assigneeExpression}, {@code dueBeforeExpression}, ...). The
 * engine would evaluate it, with the application's rights, when it stands in an {@code or} part or in a filter
 * (CVE-2026-109432). Only the task lists that the application itself creates hold expressions.
 */
final class QueryExpressions {

    private static final String SUFFIX = "Expression";

    private static final JsonFactory JSON = new JsonFactory();

    private QueryExpressions() {}

    /** The first key of an expression, however deep; every key is looked at, also one that is given twice. */
    static Optional<String> in(byte[] body) throws IOException {
        // Decoded by us and strictly: nobody behind us reads other characters out of the same bytes.
        var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        try (var parser = JSON.createParser(text.toString())) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                var key = parser.currentName();
                if (key.endsWith(SUFFIX)) {
                    return Optional.of(key);
                }
                if (key.equals("variables") && parser.nextToken() == JsonToken.START_OBJECT) {
                    parser.skipChildren(); // names that a model gives, not a query
                }
            }
        }
        return Optional.empty();
    }

    static Optional<String> in(Collection<String> parameters) {
        return parameters.stream().filter(name -> name.endsWith(SUFFIX)).findFirst();
    }
}
