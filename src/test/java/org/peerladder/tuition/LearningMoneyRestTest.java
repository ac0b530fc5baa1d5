package org.peerladder.tuition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.peerladder.tuition.LedgerNode.amount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peerladder.ProcessTest;
import org.peerladder.TestAgency;
import org.peerladder.access.Accounts;
import org.peerladder.career.RosterFile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Over HTTP: who reads what of the ledger. */
@ProcessTest
class LearningMoneyRestTest {

    private static final List<String> EVERYBODY = List.of("ana", "marcus", "lena", "dana", "eli", "fin");

    @Autowired
    TestAgency agency;

    @Autowired
    TestRestTemplate http;

    @Autowired
    ObjectMapper mapper;

    @Autowired
    Accounts passwords;

    @Autowired
    Ledger ledger;

    @Autowired
    LearningYears years;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Clock clock;

    /** Entries stay, so every test has a worker of its own. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private final String zoe = "zoe." + mark;
    private final String request = "TUI-" + mark;
    private LocalDate today;

    @BeforeEach
    void open() {
        today = LocalDate.now(clock);
        agency.open();
        agency.roster(
                RosterFile.STAFF,
                """
                fin,Finn,Ford,fin@example.org,Office,,Accountant,40.00,40,-2500d,-900d,dana,finance,true
                %s,Zoe,=Zimmer,zoe@example.org,@North,adult,peer-1,23.00,40,-500d,-500d,marcus,peers,true
                """
                        .formatted(zoe));
        EVERYBODY.forEach(this::letIn);
        letIn(zoe);
    }

    private void letIn(String person) {
        passwords.setPassword(person, password(person));
    }

    @Test
    void aWorkerReadsTheirOwnBalances() {
        reserve(Unit.USD, "2140", "5250");
        reserve(Unit.HOURS, "8", "40");
        pay("1000");

        var mine = ok(zoe, "/api/tuition/balance");

        assertThat(mine.path("workerId").asText()).isEqualTo(zoe);
        assertThat(mine.path("readsAll").asBoolean()).isFalse();
        assertThat(texts(mine.path("accounts"), "unit")).containsExactly("USD", "HOURS");
        var money = mine.path("accounts").path(0);
        assertThat(money.path("account").asText()).isEqualTo("education");
        assertThat(money.path("cap").decimalValue()).isEqualByComparingTo("5250");
        assertThat(money.path("reserved").decimalValue()).isEqualByComparingTo("1140");
        assertThat(money.path("posted").decimalValue()).isEqualByComparingTo("1000");
        assertThat(money.path("left").decimalValue()).isEqualByComparingTo("3110");
        assertThat(money.path("planYear").asInt()).isEqualTo(today.getYear());
        assertThat(money.path("until").asText()).isEqualTo(today.getYear() + "-12-31");
        assertThat(texts(money.path("entries"), "kind")).containsExactly("reserve", "post");
        assertThat(texts(money.path("entries"), "caseNumber")).containsOnly(request);
        assertThat(money.path("entries").path(1).path("reference").asText()).isEqualTo("+ACH 1");
        assertThat(texts(mine.path("accounts").path(1).path("entries"), "kind")).containsExactly("reserve");
        assertThat(ok("ana", "/api/tuition/balance").path("accounts")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"fin, 200", "lena, 200", "ana, 403", "marcus, 403", "dana, 403", "eli, 403"})
    void othersBalancesAreForFinanceAndHumanResources(String person, int status) {
        reserve(Unit.USD, "100", "5250");

        var answer = get(person, "/api/tuition/balance?worker=" + zoe);

        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(get(person, "/api/tuition/balance?worker=nobody")
                        .getStatusCode()
                        .value())
                .isEqualTo(status == 200 ? 404 : 403);
        assertThat(get(person, "/api/tuition/balance?worker=" + person)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    @Test
    void financeReadsTheBalancesOfAll() {
        reserve(Unit.USD, "100", "5250");
        reserve(Unit.HOURS, "8", "40");

        var all = ok("fin", "/api/tuition/balances?planYear=%d&program=%s".formatted(today.getYear(), "@North"));

        assertThat(all.path("total").asInt()).isEqualTo(2);
        assertThat(texts(all.path("balances"), "workerName")).containsExactly("Zoe =Zimmer", "Zoe =Zimmer");
        assertThat(texts(all.path("balances"), "unit")).containsExactly("USD", "HOURS");
        assertThat(all.path("until").asText()).isEqualTo(today.getYear() + "-12-31");
        var second = ok("fin", "/api/tuition/balances?page=1&size=1");
        assertThat(second.path("planYear").asInt()).isEqualTo(years.plan(today));
        assertThat(texts(second.path("balances"), "unit")).containsExactly("HOURS");
        assertThat(ok("fin", "/api/tuition/balances?program=South")
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(ok("fin", "/api/tuition/balances?planYear=2001")
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(ok("fin", "/api/tuition/balance").path("readsAll").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana", "marcus", "lena", "dana", "eli"})
    void onlyFinanceReadsAllAndThePayroll(String person) {
        for (var path : List.of("/api/tuition/balances", payroll(today, today))) {
            var answer = get(person, path);
            assertThat(answer.getStatusCode().value()).as(path).isEqualTo(403);
            assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        }
    }

    @Test
    void payrollReadsWhatIsTaxed() {
        reserve(Unit.USD, "5250", "5250");
        var first = pay("5000");
        split(first);
        var second = pay("250");
        act(() -> ledger.split(second, "education", amount("50"), amount("5150")));
        act(() -> ledger.reverse(first, "Returned by the bank", "fin"));
        reserve(Unit.HOURS, "8", "40");
        act(() -> ledger.post(request, Unit.HOURS, amount("8"), today, null, "marcus"));

        var answer = get("fin", payroll(today, today));

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getHeaders().getContentType().toString()).startsWith("text/csv");
        assertThat(answer.getHeaders().getContentDisposition().getFilename())
                .isEqualTo("learning-payments-%s-to-%s.csv".formatted(today, today));
        assertThat(answer.getBody())
                .startsWith("Paid on,Staff id,Name,Programme,Request,Amount,Tax class,Tax-free,Taxable,Reference\r\n");
        var who = "%s,%s,Zoe =Zimmer,'@North,%s,".formatted(today, zoe, request);
        assertThat(answer.getBody().lines().filter(line -> line.contains(zoe)))
                .containsExactly(
                        who + "5000.00,education,5000.00,0.00,'+ACH 1",
                        who + "250.00,education,150.00,100.00,'+ACH 1",
                        who + "-5000.00,education,-5000.00,0.00,Returned by the bank");
        assertThat(get("fin", payroll(today.plusDays(1), today.plusDays(1))).getBody())
                .doesNotContain(zoe);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/tuition/payroll?from=2026-01-01, to",
        "/api/tuition/payroll?to=2026-01-01, from",
        "/api/tuition/payroll?from=2026-02-30&to=2026-03-01, from",
        "/api/tuition/payroll?from=01.02.2026&to=2026-03-01, from",
        "/api/tuition/payroll?from=2026-03-02&to=2026-03-01, to",
        "/api/tuition/balances?planYear=soon, planYear",
        "/api/tuition/balances?planYear=1, planYear",
        "/api/tuition/balances?page=-1, page",
        "/api/tuition/balances?size=101, size",
        "/api/tuition/balances?program=%00, program"
    })
    void whatIsNotUnderstoodIsSaid(String path, String parameter) {
        var answer = get("fin", path);

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getBody()).contains(parameter);
    }

    @Test
    void theLedgerIsWrittenOnlyTogetherWithTheCase() {
        assertThatThrownBy(() -> ledger.reserve(reservation(Unit.USD, "1", "5250")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private void reserve(Unit unit, String amount, String cap) {
        act(() -> ledger.reserve(reservation(unit, amount, cap)));
    }

    private Reservation reservation(Unit unit, String amount, String cap) {
        return new Reservation(request, zoe, "@North", unit, "education", amount(amount), amount(cap), null, today);
    }

    private long pay(String amount) {
        return new TransactionTemplate(transactions)
                .execute(inside -> ledger.post(request, Unit.USD, amount(amount), today, "+ACH 1", "fin"));
    }

    private void split(long payment) {
        act(() -> ledger.split(payment, "education", amount("0"), amount("5250")));
    }

    private void act(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(inside -> work.run());
    }

    private static String payroll(LocalDate from, LocalDate to) {
        return "/api/tuition/payroll?from=%s&to=%s".formatted(from, to);
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }

    private JsonNode ok(String person, String path) {
        var answer = get(person, path);
        assertThat(answer.getStatusCode().value())
                .as(path + " " + answer.getBody())
                .isEqualTo(200);
        try {
            return mapper.readTree(answer.getBody());
        } catch (Exception e) {
            throw new AssertionError(answer.getBody(), e);
        }
    }

    private ResponseEntity<String> get(String person, String path) {
        return http.withBasicAuth(person, password(person))
                .getForEntity(URI.create(http.getRootUri() + path.replace("@", "%40")), String.class);
    }

    private static String password(String person) {
        return "Ladder-4-" + person + "!";
    }
}
