package org.peerladder.tuition;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.peerladder.Refusal;
import org.peerladder.access.People;
import org.peerladder.access.Role;
import org.peerladder.career.Career;
import org.peerladder.career.Worker;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** What people may read of the tuition ledger. Whoever repairs the engine has no business here. */
@RestController
@RequestMapping("/api/tuition")
class LearningMoneyController {

    private static final int LARGEST_PAGE = 100;
    private static final int LONGEST_PROGRAM = 255;
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** @param readsAll whether whoever asks may read the balances of all and the payroll sheet */
    record Balances(String workerId, String workerName, List<LearningMoney.Own> accounts, boolean readsAll) {}

    private final LearningMoney money;
    private final Career career;
    private final People people;

    LearningMoneyController(LearningMoney money, Career career, People people) {
        this.money = money;
        this.career = career;
        this.people = people;
    }

    /** One's own accounts with their entries; {@code worker} names somebody else, for finance and human resources. */
    @GetMapping("/balance")
    Balances balance(@RequestParam(required = false) String worker, Principal principal) {
        var id = worker == null ? principal.getName() : worker;
        if (!id.equals(principal.getName())) {
            allow(principal, "Other people's balances are for finance and human resources.", Role.FINANCE, Role.HR);
        }
        var found = career.worker(id);
        if (found.isEmpty() && worker != null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is nobody with this id in the roster.");
        }
        return new Balances(
                id,
                found.map(Worker::name).orElse(null),
                money.of(id),
                people.inAnyGroup(principal.getName(), Role.FINANCE.id()));
    }

    /** The accounts of everybody in a plan year, for finance. {@code planYear} is the calendar year in which it ends. */
    @GetMapping("/balances")
    LearningMoney.Page balances(
            @RequestParam(required = false) Integer planYear,
            @RequestParam(required = false) String program,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size,
            Principal principal) {
        allow(principal, "The balances of all are for finance. Your own are at /api/tuition/balance.", Role.FINANCE);
        if (planYear != null && (planYear < 2000 || planYear > 2999)) {
            throw new Refusal("planYear", "Give the year in which the plan year ends, such as 2027.");
        }
        if (program != null && (program.length() > LONGEST_PROGRAM || program.indexOf('\0') >= 0)) {
            throw new Refusal("program", "Give the name of a programme as it stands in the roster.");
        }
        if (page < 0 || page > 1_000_000) {
            throw new Refusal("page", "Give 0 for the first page, 1 for the next.");
        }
        if (size < 1 || size > LARGEST_PAGE) {
            throw new Refusal("size", "Give 1 to " + LARGEST_PAGE + ".");
        }
        return money.all(
                planYear == null ? money.thisYear() : planYear,
                program == null || program.isBlank() ? null : program.strip(),
                page,
                size);
    }

    /** What was paid from one day to the other, both included, as a sheet for payroll; for finance. */
    @GetMapping("/payroll")
    ResponseEntity<String> payroll(
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            Principal principal) {
        allow(principal, "The payroll sheet is for finance.", Role.FINANCE);
        var first = day("from", from);
        var last = day("to", to);
        if (last.isBefore(first)) {
            throw new Refusal("to", "This is before %s; give that day or a later one.".formatted(first));
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("learning-payments-%s-to-%s.csv".formatted(first, last))
                                .build()
                                .toString())
                .body(money.payroll(first, last));
    }

    private void allow(Principal principal, String otherwise, Role... roles) {
        for (var role : roles) {
            if (people.inAnyGroup(principal.getName(), role.id())) {
                return;
            }
        }
        throw new ResponseStatusException(HttpStatus.FORBIDDEN, otherwise);
    }

    private static LocalDate day(String name, String text) {
        try {
            if (text != null && DAY.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException noSuchDay) {
            throw new Refusal(name, "There is no such day; give one such as 2027-01-31.");
        }
        throw new Refusal(name, "Give a day such as 2027-01-31.");
    }
}
