package org.peerladder.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peerladder.TestAgency;
import org.peerladder.WithApplication;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;

/** Every mail that can be sent has words, and they can be filled in. */
@WithApplication
class MailTextsTest {

    @Autowired
    MailTexts texts;

    @Autowired
    Career career;

    @Autowired
    TestAgency agency;

    @BeforeEach
    void open() {
        agency.open();
    }

    static Stream<String> kinds() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/mails"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt") && !name.startsWith("layout"))
                    .map(name -> name.replace(".txt", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void wordsAreFilledInForTheWorkerAndForOthers(String kind) {
        for (var notice : List.of(
                new Notice(
                        kind,
                        null,
                        null,
                        null,
                        "PRM-2026-0042",
                        "ana",
                        "eli",
                        "4711",
                        "Endorse the request",
                        "Endorsement",
                        OffsetDateTime.parse("2026-12-04T10:00:00Z")),
                new Notice(kind, null, null, null, null, null, null, null, null, null, null))) {
            for (var person : List.of("ana", "marcus")) {
                var text = texts.write(notice, career.worker(person).orElseThrow());

                assertThat(text.subject()).isNotBlank().hasSizeLessThan(120);
                assertThat(text.plain())
                        .startsWith("Hello")
                        .contains(text.link())
                        .doesNotContain("{{", "<p>", "null");
                assertThat(text.html()).contains("href=\"" + text.link()).doesNotContain("{{", "null");
            }
        }
    }

    @Test
    void namesAreTextInPlainAndHtml() {
        agency.roster(
                RosterFile.STAFF,
                "ann,<b>Ann</b>,O'Neill & Co,ann@example.org,North,adult,peer-1,23.00,40,-500d,-500d,marcus,peers,true");
        var notice =
                new Notice("task-begins", null, null, null, "PRM-2026-0042", "ann", null, null, "Endorse", null, null);

        var text = texts.write(notice, career.worker("marcus").orElseThrow());

        assertThat(text.plain()).contains("<b>Ann</b> O'Neill & Co's request");
        assertThat(text.html())
                .contains("&lt;b&gt;Ann&lt;/b&gt; O&#39;Neill &amp; Co")
                .doesNotContain("<b>");
    }

    /** A case ends at a plain end of a process that people start. */
    @Test
    void everyEndOfACaseHasWords() {
        var ends = Stream.of(Path.of("processes").toFile().listFiles((folder, name) -> name.endsWith(".bpmn")))
                .map(Bpmn::readModelFromFile)
                .filter(model -> model.getModelElementsByType(Process.class).stream()
                        .allMatch(Process::isCamundaStartableInTasklist))
                .flatMap(model -> model.getModelElementsByType(EndEvent.class).stream())
                .filter(end -> end.getEventDefinitions().isEmpty())
                .filter(MailTextsTest::endsTheCase)
                .map(EndEvent::getId);

        assertThat(ends).isNotEmpty().allSatisfy(end -> assertThat(Path.of("src/main/resources/mails/" + end + ".txt"))
                .exists());
    }

    /** Not a part of it: an embedded sub-process, or what runs beside the rest. */
    private static boolean endsTheCase(EndEvent end) {
        return !(end.getParentElement() instanceof SubProcess part)
                || part.triggeredByEvent()
                        && part.getChildElementsByType(StartEvent.class).stream()
                                .allMatch(StartEvent::isInterrupting);
    }
}
