package org.peerladder.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerladder.TestAgency.form;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.access.Supervision;
import org.peerladder.career.Career;
import org.peerladder.career.RosterFile;
import org.peerladder.cases.Cases;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** People are told what waits for them and how a case ended: at least once, and by our doing only once. */
@ProcessTest
@ExtendWith(OutputCaptureExtension.class)
class MailTest {

    private static final String ADMIN_PASSWORD = "Ladder-4-Tests!";

    @RegisterExtension
    static final GreenMailExtension SERVER = new GreenMailExtension(
                    new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
            .withPerMethodLifecycle(true);

    @Autowired
    TestAgency agency;

    @Autowired
    Outbox outbox;

    @Autowired
    MailTexts texts;

    @Autowired
    MailSettings settings;

    @Autowired
    Career career;

    @Autowired
    Supervision supervision;

    @Autowired
    Cases cases;

    @Autowired
    TaskService tasks;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Clock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MailSweep withoutServer;

    @Autowired
    TestRestTemplate rest;

    @BeforeEach
    void open() {
        agency.open();
    }

    @AfterEach
    void backToToday() {
        ClockUtil.reset();
    }

    @Test
    void whoeverIsAskedIsTold() throws MessagingException {
        var request = agency.assessedRequest("ana");
        var task = agency.tasks(request, "userTask_endorse").get(0);

        sweep(server()).sweep();

        var mail = theOnly("marcus@example.org");
        assertThat(mail.getSubject()).isEqualTo(agency.businessKey(request) + ": Endorse the request");
        assertThat(mail.getFrom()[0]).hasToString(settings.from());
        assertThat(GreenMailUtil.getWholeMessage(mail)).contains("multipart/alternative", "text/plain", "text/html");
        assertThat(everything(mail))
                .contains(
                        "Hello Marcus",
                        "Ana Alvarez's request",
                        "Endorsement",
                        "Please do it by",
                        "paid work time",
                        "more time, another format",
                        settings.url() + "/camunda/app/tasklist/default/#/?task=" + task.getId());
    }

    @Test
    void aGroupIsToldEachByName() {
        agency.requestBeforeThePanel("ana");
        sweep(server()).sweep();

        assertThat(recipientsOf("Seat the panel")).containsExactly("lena@example.org", "rae@example.org");
    }

    @Test
    void whoIsInConflictIsNotTold() {
        agency.roster(RosterFile.CONFLICTS, "ana,rae,household");
        agency.requestBeforeThePanel("ana");
        sweep(server()).sweep();

        assertThat(recipientsOf("Seat the panel")).containsExactly("lena@example.org");
    }

    @Test
    void eachStepTellsThoseWhoseTurnItIsAndNotWhoeverDoesIt() {
        var request = agency.requestBeforeThePanel("ana");
        assertThat(mails(request)).containsExactly("task-begins ana", "task-begins hr", "task-begins marcus");

        var task = agency.tasks(request, "userTask_seatPanel").get(0);
        agency.as("lena", () -> {
            tasks.claim(task.getId(), "lena");
            return null;
        });
        assertThat(mails(request)).hasSize(3);

        agency.seats(request, "eli", "fay", "dee");
        assertThat(mails(request))
                .contains("task-begins dee", "task-begins eli", "task-begins fay")
                .hasSize(6);
    }

    @Test
    void aGroupIsToldThatARequestWasStopped() {
        var request = agency.requestBeforeThePanel("ana");
        jdbc.sql("delete from mail").update();
        var number = agency.businessKey(request);

        agency.as("ana", () -> {
            cases.withdraw(number);
            return null;
        });

        assertThat(mails(request)).containsExactly("endEvent_withdrawn ana", "task-not-needed hr");
    }

    @Test
    void whenARequestIsStoppedEverybodyWhoIsAskedIsToldAndTheWorkerToo() {
        var request = agency.requestBeforeThePanel("ana");
        agency.seats(request, "eli", "fay", "dee");
        jdbc.sql("delete from mail").update();
        var number = agency.businessKey(request);

        agency.as("ana", () -> {
            cases.withdraw(number);
            return null;
        });

        assertThat(mails(request))
                .containsExactly(
                        "endEvent_withdrawn ana", "task-not-needed dee", "task-not-needed eli", "task-not-needed fay");
    }

    @Test
    void noMailHoldsWhatIsPrivate() {
        var request = agency.requestBeforeTheOffer("ana");
        agency.answers(
                "lena",
                request,
                "userTask_confirmOffer",
                form(
                        "hourlyRate",
                        "26.40",
                        "effectiveDate",
                        LocalDate.now(clock).plusDays(30) + "",
                        "funding",
                        "funded"));
        sweep(server()).sweep();

        assertThat(SERVER.getReceivedMessages()).hasSizeGreaterThan(8).allSatisfy(mail -> assertThat(everything(mail))
                .doesNotContain("Calm and clear", "Delegating", "promote", "develop", "26.40", "Mentor people"));
    }

    @Test
    void withoutAServerMailsStandInTheLog(CapturedOutput log) {
        var request = agency.assessedRequest("ana");

        withoutServer.sweep();

        assertThat(log.getOut())
                .contains("Mail to marcus@example.org: " + agency.businessKey(request) + ": Endorse the request "
                        + settings.url() + "/camunda/app/tasklist/default/#/?task=");
        assertThat(states(request)).containsOnly("sent");
    }

    @Test
    void aServerThatIsDownIsAskedAgainAndNothingIsLost() throws Exception {
        var request = agency.assessedRequest("ana");
        var nobody = new JavaMailSenderImpl();
        nobody.setHost("127.0.0.1");
        try (var closed = new ServerSocket(0)) {
            nobody.setPort(closed.getLocalPort());
        }

        sweep(nobody).sweep();
        sweep(nobody).sweep();
        assertThat(states(request)).containsOnly("waiting");
        assertThat(attempts(request)).containsExactly(1);
        assertThat(rest.getForObject("/actuator/health", String.class)).contains("UP");

        later(Duration.ofMinutes(2));
        sweep(server()).sweep();
        assertThat(states(request)).containsOnly("sent");
        theOnly("marcus@example.org");
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpInTime() throws Exception {
        agency.assessedRequest("ana");
        try (var silent = new ServerSocket(0)) {
            var slow = new JavaMailSenderImpl();
            slow.setHost("127.0.0.1");
            slow.setPort(silent.getLocalPort());
            slow.getJavaMailProperties().setProperty("mail.smtp.timeout", "200");

            sweep(slow).sweep();
        }
        sweep(server()).sweep();
        assertThat(SERVER.getReceivedMessages()).isEmpty();
        later(Duration.ofMinutes(2));
        sweep(server()).sweep();
        theOnly("marcus@example.org");
    }

    @Test
    void afterManyAttemptsAMailIsDeadUntilAnAdministratorSendsItAgain() throws MessagingException {
        var request = agency.assessedRequest("ana");
        var failing = new FailingServer();
        for (int attempt = 0; attempt < Outbox.MOST_ATTEMPTS; attempt++) {
            sweep(failing).sweep();
            later(Duration.ofHours(7));
        }
        assertThat(states(request)).containsOnly("dead");
        sweep(server()).sweep();
        assertThat(SERVER.getReceivedMessages()).isEmpty();

        var admin = rest.withBasicAuth("admin", ADMIN_PASSWORD);
        var listed = admin.getForObject("/api/mails?state=dead", String.class);
        assertThat(listed).contains(agency.businessKey(request), "marcus", "out of order");
        var id = id(request);
        assertThat(admin.postForEntity("/api/mails/" + id + "/resend", null, String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        sweep(server()).sweep();
        theOnly("marcus@example.org");
        assertThat(admin.postForEntity("/api/mails/" + id + "/resend", null, String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(admin.getForEntity("/api/mails?state=nonsense", String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        assertThat(admin.postForEntity("/api/mails/x/resend", null, String.class)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void wordsThatFailKillTheMailAndNotTheCase() throws MessagingException {
        var request = agency.assessedRequest("ana");
        jdbc.sql("update mail set kind = 'no-such-words' where case_number = ?")
                .param(agency.businessKey(request))
                .update();

        sweep(server()).sweep();

        assertThat(states(request)).containsOnly("dead");
        assertThat(failure(request)).contains("no-such-words");
        agency.answers("marcus", request, "userTask_endorse", form("endorsement", "endorse"));
        sweep(server()).sweep();
        theOnly("ana@example.org");
    }

    @Test
    void whoHasNoAddressIsSeenByAdministrators() {
        agency.roster(
                RosterFile.STAFF,
                "marcus,Marcus,Moore,,North,adult,peer-supervisor,42.00,40,-2500d,-900d,dana,peers;supervisors,true");
        var request = agency.assessedRequest("ana");

        sweep(server()).sweep();

        assertThat(failure(request)).contains("marcus has no e-mail address");
    }

    @Test
    void twoNodesSendEachMailOnce() throws Exception {
        for (int i = 0; i < 10; i++) {
            agency.assessedRequest("ana");
        }
        var start = new CyclicBarrier(2);
        Callable<Void> node = () -> {
            start.await(30, TimeUnit.SECONDS);
            sweep(server()).sweep();
            return null;
        };
        var nodes = Executors.newFixedThreadPool(2);
        try {
            for (var done : nodes.invokeAll(List.of(node, node))) {
                done.get();
            }
        } finally {
            nodes.shutdown();
        }
        sweep(server()).sweep();

        assertThat(Arrays.stream(SERVER.getReceivedMessages()).map(MailTest::messageId))
                .hasSize(10)
                .doesNotHaveDuplicates();
    }

    /** The node falls over after the server took the mail and before that is noted. */
    @Test
    void afterACrashAMailIsSentAgainAsTheSameMail() {
        var request = agency.assessedRequest("ana");

        assertThatThrownBy(() -> sweep(new CrashingServer()).sweep()).isInstanceOf(Crash.class);
        assertThat(states(request)).containsOnly("waiting");
        sweep(server()).sweep();
        sweep(server()).sweep();

        assertThat(Arrays.stream(SERVER.getReceivedMessages())
                        .map(MailTest::messageId)
                        .toList())
                .hasSize(2)
                .allMatch(("<" + agency.businessKey(request) + "." + id(request) + "@localhost>")::equals);
    }

    /** What takes effect and what is told of it are stored together, or neither is. */
    @Test
    void afterACrashOnTheEffectiveDayThereIsOneEffectAndOneMail() throws MessagingException {
        var request = agency.requestBeforeTheOffer("ana");
        agency.answers(
                "lena",
                request,
                "userTask_confirmOffer",
                form(
                        "hourlyRate",
                        "26.40",
                        "effectiveDate",
                        LocalDate.now(clock).plusDays(30) + "",
                        "funding",
                        "funded"));
        agency.answers("ana", request, "userTask_considerOffer", form("offerDecision", "accept", "announce", false));
        jdbc.sql("delete from mail").update();

        assertThatThrownBy(() -> new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
                    agency.runs(request, "event_effectiveDateReached");
                    throw new Crash();
                }))
                .isInstanceOf(Crash.class);
        assertThat(career.worker("ana").orElseThrow().position()).isEqualTo("peer-1");
        assertThat(mails(request)).isEmpty();

        agency.runs(request, "event_effectiveDateReached");
        sweep(server()).sweep();

        assertThat(career.worker("ana").orElseThrow().position()).isEqualTo("peer-2");
        assertThat(jdbc.sql("select count(*) from position_held where case_number = ?")
                        .param(agency.businessKey(request))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(theOnly("ana@example.org").getSubject()).contains("congratulations");
    }

    @Test
    void aRequestThatIsRefusedTellsNobody() {
        assertThatThrownBy(() -> agency.asks(
                        "ana", "promotion", form("targetPosition", "peer-director", "careerGoal", "Everything")))
                .isNotNull();

        assertThat(jdbc.sql("select count(*) from mail").query(Integer.class).single())
                .isZero();
    }

    @Test
    void sentMailsAreNotKeptForEver() {
        var request = agency.assessedRequest("ana");
        sweep(server()).sweep();
        assertThat(states(request)).containsOnly("sent");

        later(Duration.ofDays(31));
        sweep(server()).sweep();

        assertThat(states(request)).isEmpty();
    }

    /** Written while the clock was ahead. */
    @Test
    void aClockThatIsPutBackHoldsUpNoMail() throws MessagingException {
        later(Duration.ofDays(400));
        agency.assessedRequest("ana");
        sweep(new FailingServer()).sweep();
        ClockUtil.reset();

        sweep(server()).sweep();

        theOnly("marcus@example.org");
    }

    private MailSweep sweep(JavaMailSender server) {
        return new MailSweep(outbox, texts, settings, career, supervision, Optional.of(server), transactions, clock);
    }

    private static JavaMailSenderImpl server() {
        return asServer(new JavaMailSenderImpl());
    }

    private static JavaMailSenderImpl asServer(JavaMailSenderImpl sender) {
        sender.setHost("127.0.0.1");
        sender.setPort(SERVER.getSmtp().getPort());
        return sender;
    }

    private static final class Crash extends Error {}

    private static final class CrashingServer extends JavaMailSenderImpl {

        CrashingServer() {
            asServer(this);
        }

        @Override
        protected void doSend(MimeMessage[] messages, Object[] originals) {
            super.doSend(messages, originals);
            throw new Crash();
        }
    }

    private static final class FailingServer extends JavaMailSenderImpl {

        @Override
        protected void doSend(MimeMessage[] messages, Object[] originals) {
            throw new MailSendException("The server is out of order");
        }
    }

    private static void later(Duration time) {
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().plus(time)));
    }

    private static MimeMessage theOnly(String address) {
        var found = Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> address.equals(recipient(mail)))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<String> recipientsOf(String subject) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(mail -> subject(mail).contains(subject))
                .map(MailTest::recipient)
                .sorted()
                .toList();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** Subject, and both texts as people read them. */
    private static String everything(MimeMessage mail) {
        try {
            return mail.getSubject() + parts(mail.getContent());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String parts(Object content) throws Exception {
        if (content instanceof Multipart parts) {
            var text = new StringBuilder();
            for (int i = 0; i < parts.getCount(); i++) {
                text.append(parts(parts.getBodyPart(i).getContent()));
            }
            return text.toString();
        }
        return content.toString();
    }

    private List<String> mails(ProcessInstance request) {
        return of(request, "kind || ' ' || coalesce(recipient_id, recipient_group)");
    }

    private List<String> states(ProcessInstance request) {
        return of(request, "state");
    }

    private List<Integer> attempts(ProcessInstance request) {
        return of(request, "attempts").stream().map(Integer::valueOf).toList();
    }

    private String failure(ProcessInstance request) {
        return of(request, "failure").get(0);
    }

    private String id(ProcessInstance request) {
        return of(request, "id").get(0);
    }

    private List<String> of(ProcessInstance request, String column) {
        return jdbc.sql("select " + column + " from mail where case_number = ? order by 1")
                .param(agency.businessKey(request))
                .query(String.class)
                .list();
    }
}
