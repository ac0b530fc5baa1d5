package org.peerladder.notices;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The words of mails. Each kind has one file in {@code mails}: the subject in the first line, then paragraphs with an empty
 * line between them; {@code layout.txt} and {@code layout.html} put them into a mail. A name in a file that does not exist
 * is an error, not a gap in a mail.
 */
@Component
@EnableConfigurationProperties(MailSettings.class)
class MailTexts {

    record Text(String subject, String link, String plain, String html) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, MMMM d, yyyy", Locale.US);
    private static final Mustache.Compiler PLAIN = Mustache.compiler().escapeHTML(false);
    private static final Mustache.Compiler HTML = Mustache.compiler();

    private final Career career;
    private final MailSettings settings;
    private final Clock clock;

    MailTexts(Career career, MailSettings settings, Clock clock) {
        this.career = career;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws RuntimeException if the words are missing or cannot be filled in */
    Text write(Notice notice, Worker recipient) {
        var words = file(notice.kind() + ".txt").strip().split("\\R", 2);
        var facts = facts(notice, recipient);
        var subject = fill(PLAIN, words[0], facts).replaceAll("\\s+", " ").strip();
        facts.put("subject", subject);
        return new Text(
                subject,
                (String) facts.get("link"),
                layout(PLAIN, "layout.txt", words[1], facts),
                layout(HTML, "layout.html", words[1], facts));
    }

    private Map<String, Object> facts(Notice notice, Worker recipient) {
        var facts = new HashMap<String, Object>();
        facts.put("name", recipient.givenName());
        facts.put("own", recipient.id().equals(notice.about()));
        facts.put("applicant", name(notice.about()).orElse("a colleague"));
        facts.put("holder", name(notice.holder()).orElse("a colleague"));
        facts.put("caseNumber", Optional.ofNullable(notice.caseNumber()).orElse("Peer Ladder"));
        facts.put("task", Optional.ofNullable(notice.taskName()).orElse("A step"));
        facts.put("stage", Optional.ofNullable(notice.stage()).orElse(""));
        facts.put(
                "due",
                Optional.ofNullable(notice.dueAt())
                        .map(due -> DAY.format(due.atZoneSameInstant(clock.getZone())))
                        .orElse(""));
        facts.put(
                "link",
                settings.url() + "/camunda/app/tasklist/default/#/"
                        + (notice.task() == null ? "" : "?task=" + notice.task()));
        return facts;
    }

    private Optional<String> name(String worker) {
        return Optional.ofNullable(worker).flatMap(career::worker).map(Worker::name);
    }

    private static String layout(Mustache.Compiler kind, String file, String words, Map<String, Object> facts) {
        var paragraphs = List.of(fill(kind, words, facts).strip().split("\\R\\s*\\R"));
        var all = new HashMap<>(facts);
        all.put("paragraphs", paragraphs);
        return fill(kind, file(file), all);
    }

    private static String fill(Mustache.Compiler kind, String template, Map<String, Object> facts) {
        return kind.emptyStringIsFalse(true).compile(template).execute(facts);
    }

    private static String file(String name) {
        try {
            return new ClassPathResource("mails/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("There are no words for it: mails/" + name, e);
        }
    }
}
