package org.peerladder;

import java.util.List;
import java.util.function.Supplier;

/**
 * What was looked up once in the work for one request is known for the rest of it. Nothing is kept beyond that: the next
 * request asks again, so that a changed record counts at once.
 */
public interface Recall {

    /**
     * @param question what is asked, complete, and who answers it
     * @param lookUp asks for real, the first time. Its answer must not be changed by anybody
     */
    <T> T answer(List<?> question, Supplier<T> lookUp);

    /** Something has been written: ask again. */
    void forget();
}
