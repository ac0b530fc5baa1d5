package org.peerladder.cases;

import java.util.Collection;
import java.util.Set;

/** Cases in which several people have a part each, such as a post that several apply for. A process of that kind offers it. */
public interface SharedCases {

    /** Ends this person's own part, at any time and without anything held against them; false if there is none. */
    boolean stepAside(String caseNumber, String person);

    /** Those of these open cases of which something is this person's to stop: their own part, or all of it. */
    Set<String> stoppable(Collection<String> caseNumbers, String person);

    /** Whether this person may stop the whole case, besides whoever opened it. */
    boolean mayStop(String caseNumber, String person);
}
