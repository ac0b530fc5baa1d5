package org.peerladder.mentoring;

import static org.peerladder.cases.CaseVariables.APPLICANT;
import static org.peerladder.mentoring.MentoringProcess.*;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.peerladder.engine.ProcessVariable;
import org.peerladder.engine.UsedByDiagrams;
import org.springframework.stereotype.Component;

/** What the forms of a request for a mentor show, and who chooses. Used by {@code mentoring-assignment.bpmn}. */
@Component("mentoringFacts")
@UsedByDiagrams
public class MentoringFacts {

    private static final String COORDINATORS = "coordinators";

    /** @param why the reasons in one line, with the points of each */
    private record Person(String name, String title, String program, String why, int score) {}

    private record Option(String value, String label) {}

    private static final ProcessVariable<List<Person>> PEOPLE =
            ProcessVariable.json("people", new TypeReference<>() {});
    private static final ProcessVariable<List<Option>> OPTIONS =
            ProcessVariable.json("choices", new TypeReference<>() {});
    private static final ProcessVariable<List<Reason>> WHY =
            ProcessVariable.json("whyMentor", new TypeReference<>() {});
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Colleagues colleagues;

    MentoringFacts(Colleagues colleagues) {
        this.colleagues = colleagues;
    }

    /** The mentee; null when a coordinator is to choose. */
    public String chooserOf(DelegateExecution mentoring) {
        return LET_COORDINATOR_CHOOSE.find(mentoring).orElse(false) ? null : APPLICANT.get(mentoring);
    }

    /** The coordinators when they are to choose, nobody else otherwise. */
    public List<String> choosingGroups(DelegateExecution mentoring) {
        return chooserOf(mentoring) == null ? List.of(COORDINATORS) : List.of();
    }

    /** Mentee and mentor, in this order. */
    public List<String> pair(DelegateExecution mentoring) {
        return List.of(APPLICANT.get(mentoring), MENTOR.get(mentoring));
    }

    public Object people(Object candidates) {
        return PEOPLE.stored(read(candidates).stream()
                .map(each -> new Person(
                        each.name(),
                        each.title(),
                        each.program(),
                        each.reasons().stream()
                                .map(reason -> reason.reason() + " (" + reason.points() + ")")
                                .collect(Collectors.joining("; ")),
                        each.score()))
                .toList());
    }

    public Object choices(Object candidates) {
        return OPTIONS.stored(read(candidates).stream()
                .map(each -> new Option(each.mentorId(), each.name()))
                .toList());
    }

    /** The reasons of one candidate, row by row. */
    public Object why(Object candidates, String mentorId) {
        return WHY.stored(read(candidates).stream()
                .filter(each -> each.mentorId().equals(mentorId))
                .findFirst()
                .map(Candidate::reasons)
                .orElse(List.of()));
    }

    /** Everybody who works here, to choose from. */
    public Object colleagues() {
        return OPTIONS.stored(colleagues.choices().stream()
                .map(choice -> new Option(choice.value(), choice.label()))
                .toList());
    }

    /** An empty list for a form to fill: Tasklist sends a list as what it was before, and null can be no list. */
    public Object nobody() {
        return NOT_WITH.stored(List.of());
    }

    private static List<Candidate> read(Object candidates) {
        try {
            return JSON.readValue(candidates.toString(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Candidates cannot be read", e);
        }
    }
}
