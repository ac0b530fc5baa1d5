package org.peerladder.notices;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peerladder.access.Supervision;
import org.peerladder.career.Career;
import org.peerladder.notices.Outbox.Mail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends what waits in the {@link Outbox}, each mail in a transaction of its own that holds it while it is sent: two nodes
 * never send the same one. If a node falls over between sending and noting it, the mail is sent once more, with the same
 * Message-ID. Without a mail server ({@code spring.mail.host}) mails are written to the log.
 */
@Component
class MailSweep {

    private static final Logger LOG = LoggerFactory.getLogger(MailSweep.class);

    private final Outbox outbox;
    private final MailTexts texts;
    private final MailSettings settings;
    private final Career career;
    private final Supervision supervision;
    private final Optional<JavaMailSender> server;
    private final TransactionTemplate each;
    private final Clock clock;

    MailSweep(
            Outbox outbox,
            MailTexts texts,
            MailSettings settings,
            Career career,
            Supervision supervision,
            Optional<JavaMailSender> server,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.outbox = outbox;
        this.texts = texts;
        this.settings = settings;
        this.career = career;
        this.supervision = supervision;
        this.server = server;
        this.each = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Until nothing waits, or the server fails: then the others do not each wait for it in vain. */
    @Scheduled(cron = "${peerladder.mails.sweep}")
    public void sweep() {
        while (Boolean.TRUE.equals(each.execute(transaction -> next()))) {}
        each.executeWithoutResult(transaction -> outbox.removeOld());
    }

    /** Whether to go on. */
    private boolean next() {
        var waiting = outbox.claim();
        if (waiting.isEmpty()) {
            return false;
        }
        var mail = waiting.get();
        if (mail.notice().group() != null) {
            outbox.replace(mail, members(mail.notice()));
            return true;
        }
        try {
            deliver(mail);
            outbox.sent(mail);
        } catch (MailException e) {
            LOG.warn("Mail {} could not be sent: {}", mail.id(), e.getMessage());
            if (refusesRecipient(e)) {
                outbox.dead(mail, e.getMessage());
                return true;
            }
            outbox.failed(mail, e.getMessage());
            return false;
        } catch (MessagingException | RuntimeException e) {
            LOG.warn("Mail {} cannot be written: {}", mail.id(), e.toString());
            outbox.dead(mail, e.getMessage() == null ? e.toString() : e.getMessage());
        }
        return true;
    }

    private List<Notice> members(Notice notice) {
        return supervision.whoActsFor(notice.group(), notice.about()).stream()
                .filter(member -> !member.id().equals(notice.actor()))
                .map(member -> notice.to(member.id()))
                .toList();
    }

    private void deliver(Mail mail) throws MessagingException {
        var notice = mail.notice();
        var recipient = career.worker(notice.recipient())
                .orElseThrow(() -> new IllegalStateException(notice.recipient() + " is not in the roster."));
        var text = texts.write(notice, recipient);
        var sender = server.orElse(null);
        if (sender == null) {
            LOG.info("Mail to {}: {} {}", recipient.email(), text.subject(), text.link());
            return;
        }
        var address = Optional.ofNullable(recipient.email())
                .filter(email -> !email.isBlank())
                .orElseThrow(() -> new IllegalStateException(recipient.id() + " has no e-mail address in the roster."));
        var message = sender.createMimeMessage();
        var parts = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        parts.setFrom(settings.from());
        parts.setTo(address);
        parts.setSubject(text.subject());
        parts.setSentDate(Date.from(clock.instant()));
        parts.setText(text.plain(), text.html());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Message-ID", messageId(mail));
        sender.send(message);
    }

    /** The same each time this row is sent. */
    private String messageId(Mail mail) {
        var sender = settings.from();
        var domain = sender.substring(sender.indexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
        return "<" + mail.notice().caseNumber() + "." + mail.id() + "@" + domain + ">";
    }

    private static boolean refusesRecipient(MailException failure) {
        return failure instanceof MailSendException refused
                && Stream.of(refused.getMessageExceptions())
                        .anyMatch(e -> e instanceof SendFailedException address
                                && address.getInvalidAddresses() != null
                                && address.getInvalidAddresses().length > 0);
    }
}
