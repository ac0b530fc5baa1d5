package org.peerladder.promotion;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.peerladder.engine.ProcessVariable;
import org.peerladder.engine.UsedByDiagrams;
import org.peerladder.mentoring.MentoringProcess;
import org.peerladder.policy.AssessedRequirement;
import org.peerladder.policy.AssessmentJson;
import org.peerladder.policy.Standing;
import org.peerladder.tuition.TuitionProcess;
import org.springframework.stereotype.Component;

/**
 * What helps with what is still to come: the processes that table {@code tier-requirements} names. Used by
 * {@code promotion.bpmn}.
 */
@Component("growthHelp")
@UsedByDiagrams
public class GrowthHelp {

    /** By process, the message that starts it for a worker. */
    static final Map<String, String> MESSAGES = Map.of(
            TuitionProcess.KEY, TuitionProcess.TUITION_RECOMMENDED,
            MentoringProcess.KEY, MentoringProcess.MENTORING_RECOMMENDED);

    private static final Map<String, String> WORDS =
            Map.of(TuitionProcess.KEY, "Money and time for learning", MentoringProcess.KEY, "A mentor");

    private record Option(String value, String label) {}

    private static final ProcessVariable<List<Option>> OPTIONS = ProcessVariable.json("help", new TypeReference<>() {});
    private static final ProcessVariable<List<String>> ALL = ProcessVariable.texts("helpRequests");

    private final AssessmentJson json;

    GrowthHelp(AssessmentJson json) {
        this.json = json;
    }

    /** What can be started, to choose from, as Json. */
    public Object options(Object assessment) {
        return OPTIONS.stored(helped(assessment.toString())
                .map(row -> new Option(key(row), WORDS.get(row.helpedBy()) + ": " + row.requirement()))
                .toList());
    }

    /** The keys of all of it, as Json: what nobody unticks is started. */
    public Object all(Object assessment) {
        return ALL.stored(helped(assessment.toString()).map(GrowthHelp::key).toList());
    }

    /** What is still to come, and with which a process helps. */
    Stream<AssessedRequirement> helped(String assessment) {
        return new Standing(json.read(assessment))
                .stillToCome().stream().filter(row -> MESSAGES.containsKey(row.helpedBy()));
    }

    static String key(AssessedRequirement row) {
        return row.criterion() + ":" + row.reference();
    }

    /** What the form of the process that helps begins with. */
    static Map<String, Object> known(AssessedRequirement row) {
        return row.helpedBy().equals(MentoringProcess.KEY)
                ? Map.of(MentoringProcess.GOAL.name(), row.requirement())
                : Map.of(
                        TuitionProcess.CATEGORY.name(), row.helpCategory(),
                        TuitionProcess.COURSE_TITLE.name(), row.requirement());
    }
}
