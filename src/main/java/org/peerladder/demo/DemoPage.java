package org.peerladder.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.peerladder.appointment.AppointmentProcess;
import org.peerladder.mentoring.MentoringProcess;
import org.peerladder.promotion.PromotionProcess;
import org.peerladder.tuition.TuitionProcess;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The landing page with the demo people, in place of the plain one of {@code static/index.html}. */
@RestController
@Profile("demo")
class DemoPage {

    /** {@code {{pablo 2}}} is the number of Pablo's second request, {@code {{learning noor}}} that of Noor's for learning, {@code {{post warm line}}} that of a vacancy. */
    private static final Pattern NAME = Pattern.compile("\\{\\{([a-z0-9 -]+)}}");

    private final HistoryService history;
    private final SampleRoster roster;

    DemoPage(HistoryService history, SampleRoster roster) {
        this.history = history;
        this.roster = roster;
    }

    @GetMapping(path = "/", produces = "text/html;charset=UTF-8")
    String page() throws IOException {
        var words = new HashMap<>(requestNumbers(PromotionProcess.KEY, "applicantId"));
        requestNumbers(TuitionProcess.KEY, "applicantId")
                .forEach((name, number) -> words.put("learning " + name, number));
        requestNumbers(MentoringProcess.KEY, "applicantId")
                .forEach((name, number) -> words.put("mentoring " + name, number));
        requestNumbers(AppointmentProcess.KEY, "programId")
                .forEach((name, number) -> words.put("post " + name.toLowerCase(Locale.ROOT), number));
        words.put("url", ServletUriComponentsBuilder.fromCurrentContextPath().toUriString());
        return NAME.matcher(new ClassPathResource("demo/index.html").getContentAsString(StandardCharsets.UTF_8))
                .replaceAll(name -> Matcher.quoteReplacement(words.getOrDefault(name.group(1), "–")));
    }

    /** What the roster should say where payroll was wrong. */
    @GetMapping(path = "/correction.csv", produces = "text/csv;charset=UTF-8")
    String correction() {
        return roster.correction();
    }

    /** By worker or by another variable, and from the second on with a counter; as they were opened. */
    private Map<String, String> requestNumbers(String process, String by) {
        var workers =
                history
                        .createHistoricVariableInstanceQuery()
                        .processDefinitionKey(process)
                        .variableName(by)
                        .list()
                        .stream()
                        .collect(Collectors.toMap(
                                HistoricVariableInstance::getProcessInstanceId,
                                variable -> (String) variable.getValue(),
                                (one, other) -> one));
        var numbers = new HashMap<String, String>();
        var counts = new HashMap<String, Integer>();
        history.createHistoricProcessInstanceQuery()
                .processDefinitionKey(process)
                .orderByProcessInstanceStartTime()
                .asc()
                .list()
                .forEach(request -> {
                    var worker = workers.get(request.getId());
                    int count = counts.merge(worker, 1, Integer::sum);
                    numbers.put(count == 1 ? worker : worker + " " + count, request.getBusinessKey());
                });
        return numbers;
    }
}
