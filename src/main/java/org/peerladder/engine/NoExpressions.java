package org.peerladder.engine;

import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.QueryValidators.AdhocQueryValidator;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.Validator;

/**
 * For a task query as everyone but a stored filter asks it. The engine forbids expressions in it, but looks at the query
 * itself only and evaluates those of its {@code or} parts for any caller (CVE-2026-109432); this looks at all parts.
 */
public class NoExpressions implements Validator<AbstractQuery<?, ?>> {

    @Override
    public void validate(AbstractQuery<?, ?> query) {
        ((TaskQueryImpl) query).getQueries().forEach(part -> part.validate(AdhocQueryValidator.get()));
    }
}
