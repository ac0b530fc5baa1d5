package org.peerladder.mentoring;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jgrapht.Graph;
import org.jgrapht.alg.flow.mincost.CapacityScalingMinimumCostFlow;
import org.jgrapht.alg.flow.mincost.MinimumCostFlowProblem.MinimumCostFlowProblemImpl;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/**
 * Many mentees to mentors at once: as many as possible get a mentor, and of all such ways the one with the most points. A
 * flow of least cost, from the mentees over the mentors to one end; a mentor's places are what the way there can carry.
 */
final class BestMatches {

    /**
     * @param newHire whether this takes one of the places for people who are new
     * @param points who could be the mentor, and what speaks for it
     */
    record Mentee(String caseNumber, boolean newHire, Map<String, Integer> points) {}

    private enum Kind {
        MENTEE,
        NEW_HIRES_OF,
        MENTOR,
        END
    }

    private record Node(Kind kind, String id) {}

    private static final Node END = new Node(Kind.END, "");

    private final Graph<Node, DefaultWeightedEdge> ways = new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    private final Map<DefaultWeightedEdge, Integer> carries = new HashMap<>();
    private final Map<DefaultWeightedEdge, Node> chosenBy = new LinkedHashMap<>();
    private final Map<DefaultWeightedEdge, String> chosen = new HashMap<>();

    private BestMatches() {}

    /**
     * @param free the places that each mentor has left; who is not in it has none
     * @return the mentor for each case; those for whom nobody is left are not in it
     */
    static Map<String, String> of(List<Mentee> mentees, Map<String, Capacity> free) {
        return mentees.isEmpty() ? Map.of() : new BestMatches().best(mentees, free);
    }

    private Map<String, String> best(List<Mentee> mentees, Map<String, Capacity> free) {
        ways.addVertex(END);
        free.forEach((mentor, places) -> {
            way(new Node(Kind.MENTOR, mentor), END, places.places(), 0);
            way(new Node(Kind.NEW_HIRES_OF, mentor), new Node(Kind.MENTOR, mentor), places.newHires(), 0);
        });
        var points = mentees.stream().flatMap(mentee -> mentee.points().values().stream());
        var range = points.mapToInt(Integer::intValue).summaryStatistics();
        var most = range.getCount() == 0 ? 0 : range.getMax();
        var spread = range.getCount() == 0 ? 0 : most - range.getMin();
        // One mentee more is worth more than all points that the others could lose by it
        var nobody = (spread + 1.0) * (mentees.size() + 1);
        for (var mentee : mentees) {
            var from = new Node(Kind.MENTEE, mentee.caseNumber());
            way(from, END, 1, nobody);
            mentee.points().forEach((mentor, score) -> {
                if (free.containsKey(mentor)) {
                    var to = new Node(mentee.newHire() ? Kind.NEW_HIRES_OF : Kind.MENTOR, mentor);
                    var way = way(from, to, 1, most - score);
                    chosenBy.put(way, from);
                    chosen.put(way, mentor);
                }
            });
        }
        return solved(mentees.size());
    }

    private Map<String, String> solved(int mentees) {
        var problem = new MinimumCostFlowProblemImpl<>(
                ways,
                node -> switch (node.kind()) {
                    case MENTEE -> 1;
                    case END -> -mentees;
                    default -> 0;
                },
                carries::get);
        var flow = new CapacityScalingMinimumCostFlow<Node, DefaultWeightedEdge>().getMinimumCostFlow(problem);
        var matched = new LinkedHashMap<String, String>();
        chosenBy.forEach((way, mentee) -> {
            if (flow.getFlow(way) > 0) {
                matched.put(mentee.id(), chosen.get(way));
            }
        });
        return matched;
    }

    private DefaultWeightedEdge way(Node from, Node to, int most, double cost) {
        ways.addVertex(from);
        ways.addVertex(to);
        var way = ways.addEdge(from, to);
        ways.setEdgeWeight(way, cost);
        carries.put(way, most);
        return way;
    }
}
