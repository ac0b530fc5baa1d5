package org.peerladder.career;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.peerladder.career.RosterRow.LONGEST_CODE;
import static org.peerladder.career.RosterRow.LONGEST_TEXT;
import static org.peerladder.career.RosterRow.quoted;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes over a roster, as payroll and HR systems give it: all of it or, if a single row is wrong, nothing. Rows are
 * added or changed by their key; what is not in a file stays as it is. The same files a second time change nothing.
 *
 * <p>Keys: staff by {@code staff_id}; credentials by worker, credential, state and number; records by worker, kind,
 * first and last day and reference, so that a corrected quantity replaces the old one; conflicts by the two people
 * (either way round) and kind.
 */
@Service
public class RosterImport {

    private static final int BATCH = 500;
    private static final Set<String> LEVELS = words(Credential.Level.values(), Enum::name);
    private static final Set<String> STATUSES = words(Credential.Status.values(), Enum::name);
    private static final Set<String> KINDS = words(EntryKind.values(), EntryKind::id);
    private static final Set<String> DIRECTIONS = Set.of("mentor", "mentee");
    private static final Set<String> CONFLICTS = Set.of("household", "relative", "declared");

    private final RosterStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transactions;

    RosterImport(
            RosterStore store,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactionManager) {
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactionManager);
    }

    /**
     * Imports in one transaction, the listeners of {@link StaffImported} and {@link WorkerLeft} included.
     *
     * @param files any of them; each may be opened twice
     * @param dryRun do all of it and roll back, what the listeners did included; so it finds what they refuse, too
     * @throws RosterRefusal if anything is wrong; names every faulty row
     */
    public RosterCounts run(Map<RosterFile, ? extends InputStreamSource> files, boolean dryRun) {
        return transactions.execute(transaction -> {
            var run = new Run(files);
            run.staff();
            run.credentials();
            run.records();
            run.conflicts();
            run.refuseIfFaulty();
            run.publish();
            var counts = run.counts(dryRun);
            if (dryRun) {
                transaction.setRollbackOnly();
            } else {
                events.publishEvent(new RosterImported(counts));
            }
            return counts;
        });
    }

    /** One import: who is known so far, and what is wrong so far. */
    private final class Run {

        private final Map<RosterFile, ? extends InputStreamSource> files;
        private final Map<RosterFile, List<RosterFault>> faults = new HashMap<>();
        private final Map<RosterFile, Integer> rows = new HashMap<>();
        private final Set<String> staffIds = new HashSet<>();
        private boolean staffIdsComplete = true;
        private List<StaffChange> changes = List.of();

        Run(Map<RosterFile, ? extends InputStreamSource> files) {
            this.files = files;
        }

        void staff() {
            if (!files.containsKey(RosterFile.STAFF)) {
                staffIds.addAll(store.workerIds());
                return;
            }
            var stored = store.lockedWorkers();
            var staff = new StaffRows(stored);
            staffIdsComplete = read(RosterFile.STAFF, staff::add);
            if (staffIdsComplete) {
                staff.checkSupervisors();
            }
            staffIds.addAll(stored.keySet());
            staffIds.addAll(staff.ids());
            if (faults.isEmpty()) {
                var today = LocalDate.now(clock);
                var positions = store.positions();
                var pays = store.pays();
                changes = staff.workers().stream()
                        .map(row -> StaffChange.of(
                                row,
                                stored.get(row.id()),
                                positions.getOrDefault(row.id(), History.none()),
                                pays.getOrDefault(row.id(), History.none()),
                                today))
                        .toList();
                store.saveStaff(changes);
            }
            rows.put(RosterFile.STAFF, staff.workers().size());
        }

        void credentials() {
            var keys = new RosterKeys("staff_id, credential, state and number");
            save(RosterFile.CREDENTIALS, row -> credential(row, keys), store::saveCredentials);
        }

        void records() {
            var keys = new RosterKeys("staff_id, kind, from_date, to_date and reference");
            save(RosterFile.RECORDS, row -> entry(row, keys), store::saveEntries);
        }

        void conflicts() {
            var keys = new RosterKeys("staff_id, other_id and kind");
            save(RosterFile.CONFLICTS, row -> conflict(row, keys), store::saveConflicts);
        }

        private RosterStore.Of<Credential> credential(RosterRow row, RosterKeys keys) {
            var id = person(row, "staff_id");
            var name = row.needed("credential", row.text("credential", 128));
            var state = row.text("state", LONGEST_CODE);
            var number = row.text("number", LONGEST_CODE);
            if (!row.faulty()) {
                keys.once(row, Arrays.asList(id, name, state, number));
            }
            var level = row.needed("level", row.choice("level", LEVELS));
            var status = row.needed("status", row.choice("status", STATUSES));
            var issuedOn = row.day("issued_on");
            var expiresOn = row.day("expires_on");
            if (issuedOn != null && expiresOn != null && expiresOn.isBefore(issuedOn)) {
                row.fault(
                        "expires_on",
                        expiresOn + " is before issued_on " + issuedOn + "; give that day or a later one.");
            }
            return row.faulty()
                    ? null
                    : new RosterStore.Of<>(
                            id,
                            new Credential(
                                    name,
                                    state == null ? "" : state,
                                    number == null ? "" : number,
                                    Credential.Level.valueOf(level.toUpperCase(Locale.ROOT)),
                                    Credential.Status.valueOf(status.toUpperCase(Locale.ROOT)),
                                    issuedOn,
                                    expiresOn));
        }

        private RosterStore.Of<CareerEntry> entry(RosterRow row, RosterKeys keys) {
            var id = person(row, "staff_id");
            var kind = row.needed("kind", row.choice("kind", KINDS));
            var from = row.needed("from_date", row.day("from_date"));
            var to = row.day("to_date");
            boolean training = EntryKind.TRAINING.id().equals(kind);
            var reference = EntryKind.MENTORING_HOURS.id().equals(kind)
                    ? row.choice("reference", DIRECTIONS)
                    : row.text("reference", LONGEST_TEXT);
            if (training) {
                row.needed("reference", reference);
            }
            if (from != null && to != null && to.isBefore(from)) {
                row.fault("to_date", to + " is before from_date " + from + "; give that day or a later one.");
            }
            boolean keyGood = !row.faulty();
            var quantity = row.needed("quantity", row.amount("quantity"));
            if (training && quantity != null && quantity.compareTo(BigDecimal.ONE) != 0) {
                row.fault("quantity", "of a training is 1; hours of it belong to ce-hours.");
            }
            if (!keyGood) {
                return null;
            }
            var entry = new CareerEntry(kind, quantity, from, to, reference);
            keys.once(row, List.of(id, kind, entry.fromDate(), entry.toDate(), entry.reference()));
            return row.faulty() ? null : new RosterStore.Of<>(id, entry);
        }

        private Conflict conflict(RosterRow row, RosterKeys keys) {
            var id = person(row, "staff_id");
            var other = person(row, "other_id");
            var kind = row.needed("kind", row.choice("kind", CONFLICTS));
            if (id != null && id.equals(other)) {
                row.fault("other_id", "is the worker; a conflict is between two people, give the other one.");
            }
            if (row.faulty()) {
                return null;
            }
            // The other way round is no duplicate: some systems export each pair twice.
            keys.once(row, List.of(id, other, kind));
            return row.faulty() ? null : new Conflict(id, other, kind);
        }

        /** A staff id that is stored or in the staff file. */
        private String person(RosterRow row, String column) {
            var id = row.needed(column, row.staffId(column));
            if (id != null && staffIdsComplete && !staffIds.contains(id)) {
                row.fault(
                        column,
                        "there is no " + quoted(id) + " in staff.csv or stored; add the person or correct the id.");
            }
            return id;
        }

        /** Row by row into batches; once anything is wrong, rows are still checked, but no longer written. */
        private <T> void save(RosterFile file, Function<RosterRow, T> reading, Consumer<List<T>> writing) {
            var batch = new ArrayList<T>(BATCH);
            read(file, row -> {
                var value = reading.apply(row);
                if (value != null) {
                    rows.merge(file, 1, Integer::sum);
                    batch.add(value);
                }
                if (batch.size() == BATCH) {
                    write(batch, writing);
                }
            });
            write(batch, writing);
        }

        private <T> void write(List<T> batch, Consumer<List<T>> writing) {
            if (faults.isEmpty()) {
                writing.accept(batch);
            }
            batch.clear();
        }

        private boolean read(RosterFile file, Consumer<RosterRow> row) {
            var source = files.get(file);
            return source == null
                    || new RosterReader(file, fault -> faults.computeIfAbsent(file, f -> new ArrayList<>())
                                    .add(fault))
                            .read(source, row);
        }

        void refuseIfFaulty() {
            if (!faults.isEmpty()) {
                throw new RosterRefusal(Arrays.stream(RosterFile.values())
                        .flatMap(file -> faults.getOrDefault(file, List.of()).stream()
                                .sorted(Comparator.comparing(RosterFault::line)))
                        .toList());
            }
        }

        void publish() {
            if (!changes.isEmpty()) {
                events.publishEvent(new StaffImported(
                        changes.stream().map(StaffChange::after).toList()));
            }
            changes.stream()
                    .filter(StaffChange::leaves)
                    .forEach(change -> events.publishEvent(new WorkerLeft(change.id())));
        }

        RosterCounts counts(boolean dryRun) {
            return new RosterCounts(
                    rows.getOrDefault(RosterFile.STAFF, 0),
                    rows.getOrDefault(RosterFile.CREDENTIALS, 0),
                    rows.getOrDefault(RosterFile.RECORDS, 0),
                    rows.getOrDefault(RosterFile.CONFLICTS, 0),
                    dryRun);
        }
    }

    private static <T> Set<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values)
                .map(word)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(toUnmodifiableSet());
    }
}
