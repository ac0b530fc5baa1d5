package org.peerladder.career;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.peerladder.career.CareerTables.CONFLICTS_HEADER;
import static org.peerladder.career.CareerTables.CREDENTIALS_HEADER;
import static org.peerladder.career.CareerTables.RECORDS_HEADER;
import static org.peerladder.career.CareerTables.STAFF_HEADER;
import static org.peerladder.career.RosterFile.CONFLICTS;
import static org.peerladder.career.RosterFile.CREDENTIALS;
import static org.peerladder.career.RosterFile.RECORDS;
import static org.peerladder.career.RosterFile.STAFF;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peerladder.WithApplication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Tag("both-databases")
@WithApplication
class RosterImportTest {

    private static final String MARCUS =
            "t.marcus,Marcus,Miller,marcus@example.org,North,,peer-supervisor,38.10,40,2019-05-01,2022-05-01,,supervisors;panel,true\n";
    private static final String ANA =
            "t.ana,Ana,Alvarez,ana@example.org,North,adult,peer-1,22.585,32.5,2024-01-15,2024-03-01,t.marcus,peers,true\n";
    private static final String GAIL = "t.gail,Gail,Garcia,,Partner,,,,,,,,panel,true\n";

    private final List<Object> events = new CopyOnWriteArrayList<>();
    private CareerTables tables;
    private RosterImport roster;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RosterStore store;

    @Autowired
    Career career;

    @Autowired
    PlatformTransactionManager transactionManager;

    @BeforeEach
    void start() {
        tables = new CareerTables(jdbc);
        tables.clear();
        on("2026-11-22");
    }

    @AfterEach
    void clear() {
        tables.clear();
    }

    @Test
    void takesOverAllFiles() {
        var counts = roster.run(
                files(
                        STAFF_HEADER + ANA + MARCUS + GAIL,
                        CREDENTIALS_HEADER + "t.ana,CPS,CA,4711,full,active,2024-02-01,2028-01-31\n",
                        RECORDS_HEADER
                                + "t.ana,supervised-hours,512.5,2024-03-01,2025-03-01,\n"
                                + "t.ana,training,1,2025-04-01,,mentor-training\n",
                        CONFLICTS_HEADER + "t.marcus,t.gail,household\n"),
                false);

        assertThat(counts).isEqualTo(new RosterCounts(3, 1, 2, 1, false));
        var record = career.record("t.ana");
        assertThat(record.worker())
                .isEqualTo(new Worker(
                        "t.ana",
                        "Ana",
                        "Alvarez",
                        "ana@example.org",
                        "North",
                        "adult",
                        "peer-1",
                        new BigDecimal("22.585"),
                        new BigDecimal("32.5"),
                        LocalDate.of(2024, 1, 15),
                        LocalDate.of(2024, 3, 1),
                        "t.marcus",
                        Set.of("peers"),
                        true));
        assertThat(record.credentials())
                .containsExactly(new Credential(
                        "CPS",
                        "CA",
                        "4711",
                        Credential.Level.FULL,
                        Credential.Status.ACTIVE,
                        LocalDate.of(2024, 2, 1),
                        LocalDate.of(2028, 1, 31)));
        assertThat(record.total("supervised-hours", Set.of(), null)).isEqualTo("512.5");
        assertThat(record.trainings("mentor-training", LocalDate.MAX)).isEqualTo(1);
        assertThat(tables.positions("t.ana")).containsExactly("peer-1 2024-03-01 - -");
        assertThat(tables.pays("t.ana")).containsExactly("22.5850 32.5000 2024-03-01 - -");
        assertThat(career.worker("t.marcus").orElseThrow().groups()).containsExactly("panel", "supervisors");
        assertThat(career.worker("t.gail").orElseThrow().guest()).isTrue();
        assertThat(tables.pays("t.gail")).isEmpty();
        assertThat(career.conflictsOf("t.gail")).containsExactly("t.marcus");
        assertThat(career.conflictsOf("t.marcus")).containsExactly("t.gail");
        assertThat(events).singleElement().isInstanceOfSatisfying(StaffImported.class, imported -> assertThat(
                        imported.staff())
                .extracting(Worker::id)
                .containsExactly("t.ana", "t.marcus", "t.gail"));
    }

    @Test
    void changesNothingTheSecondTime() {
        var files = files(
                STAFF_HEADER + ANA + MARCUS + GAIL,
                CREDENTIALS_HEADER + "t.ana,CPS,CA,4711,full,active,2024-02-01,2028-01-31\nt.ana,CPS,,,full,active,,\n",
                RECORDS_HEADER + "t.ana,mentoring-hours,12,2024-03-01,,\n",
                CONFLICTS_HEADER + "t.marcus,t.gail,household\nt.gail,t.marcus,household\n");
        roster.run(files, false);
        var first = tables.everything();
        on("2026-12-24");

        assertThat(roster.run(files, false)).isEqualTo(new RosterCounts(3, 2, 1, 2, false));
        assertThat(tables.everything()).isEqualTo(first);
    }

    @Test
    void storesNothingInADryRunButLetsListenersRefuse() {
        roster.run(staff(ANA + MARCUS), false);
        var before = tables.everything();
        events.clear();

        var counts = roster.run(
                files(
                        STAFF_HEADER + ANA.replace("22.585", "30").replace(",true", ",false") + MARCUS + GAIL,
                        CREDENTIALS_HEADER + "t.gail,CPS,CA,4711,full,active,2024-02-01,2028-01-31\n",
                        null,
                        null),
                true);

        assertThat(counts).isEqualTo(new RosterCounts(3, 1, 0, 0, true));
        assertThat(tables.everything()).isEqualTo(before);
        assertThat(events).hasSize(2);
    }

    @Test
    void storesNothingIfOneRowOfOneFileIsWrong() {
        assertThat(faults(files(
                        STAFF_HEADER + ANA + MARCUS,
                        CREDENTIALS_HEADER + "t.ana,CPS,CA,4711,full,active,2024-02-01,2028-01-31\n",
                        RECORDS_HEADER + "t.ana,supervised-hours,-1,2024-03-01,2025-03-01,\n",
                        CONFLICTS_HEADER + "t.ana,t.marcus,relative\n")))
                .containsExactly(new RosterFault("records.csv", 2, "quantity", "-1 is negative; give 0 or more."));
        assertThat(tables.everything()).allSatisfy(rows -> assertThat(rows).isEmpty());
        assertThat(events).isEmpty();
    }

    @Test
    void takesAnySubsetOfFilesOnceThePeopleAreKnown() {
        roster.run(staff(ANA + MARCUS), false);
        events.clear();

        roster.run(Map.of(CREDENTIALS, csv(CREDENTIALS_HEADER + "t.ana,CPS,CA,1,provisional,active,,\n")), false);
        roster.run(Map.of(RECORDS, csv(RECORDS_HEADER + "t.ana,ce-hours,6,2025-01-01,,\n")), false);
        roster.run(Map.of(CONFLICTS, csv(CONFLICTS_HEADER + "t.ana,t.marcus,declared\n")), false);

        assertThat(career.record("t.ana").credentials()).hasSize(1);
        assertThat(career.record("t.ana").entries()).hasSize(1);
        assertThat(career.conflictsOf("t.ana")).containsExactly("t.marcus");
        assertThat(events).isEmpty();
    }

    @Test
    void changesByKeyAndKeepsWhatIsNotInTheFile() {
        roster.run(
                files(
                        STAFF_HEADER + ANA + MARCUS,
                        CREDENTIALS_HEADER + "t.ana,CPS,CA,1,full,active,,2026-01-31\nt.ana,CPS,OR,1,full,active,,\n",
                        RECORDS_HEADER
                                + "t.ana,mentoring-hours,12,2024-03-01,,mentor\nt.ana,mentoring-hours,3,2024-03-01,,mentee\n",
                        null),
                false);
        roster.run(
                files(
                        STAFF_HEADER + ANA.replace("Alvarez", "Alvarez Ruiz").replace("peers", "peers;panel"),
                        CREDENTIALS_HEADER + "t.ana,CPS,CA,1,advanced,lapsed,,2028-01-31\n",
                        RECORDS_HEADER + "t.ana,mentoring-hours,14,2024-03-01,2024-03-01,\n",
                        null),
                false);

        var record = career.record("t.ana");
        assertThat(record.worker().name()).isEqualTo("Ana Alvarez Ruiz");
        assertThat(record.worker().groups()).containsExactly("panel", "peers");
        assertThat(record.credentials())
                .extracting(Credential::state, Credential::level, Credential::status)
                .containsExactlyInAnyOrder(
                        tuple("CA", Credential.Level.ADVANCED, Credential.Status.LAPSED),
                        tuple("OR", Credential.Level.FULL, Credential.Status.ACTIVE));
        assertThat(record.total("mentoring-hours", Set.of("mentor"), null)).isEqualTo("14");
        assertThat(record.total("mentoring-hours", Set.of("mentee"), null)).isEqualTo("3");
        assertThat(career.worker("t.marcus")).isPresent();
    }

    @Test
    void storesNewPeopleOnceWhenTwoImportThemTogether() throws Exception {
        var bothReady = new CountDownLatch(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var importing : threads.invokeAll(
                    List.<Callable<Void>>of(() -> importWhen(bothReady), () -> importWhen(bothReady)))) {
                importing.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdown();
        }

        assertThat(career.workers(List.of("t.ana", "t.marcus"))).hasSize(2);
        assertThat(tables.positions("t.ana")).hasSize(1);
        assertThat(tables.pays("t.ana")).hasSize(1);
    }

    private Void importWhen(CountDownLatch bothReady) throws InterruptedException {
        bothReady.countDown();
        bothReady.await(10, TimeUnit.SECONDS);
        try {
            roster.run(staff(MARCUS + ANA), false);
        } catch (DuplicateKeyException | TransientDataAccessException e) {
            // The other one was first; the sender is asked to try again.
        }
        return null;
    }

    @Test
    void takesThousandsOfRows() {
        var staff = new StringBuilder(STAFF_HEADER);
        var records = new StringBuilder(RECORDS_HEADER);
        for (int i = 0; i < 3000; i++) {
            staff.append("t.%d,Given,Family,,North,adult,peer-1,22.50,40,2024-01-15,2024-03-01,t.%d,peers,true\n"
                    .formatted(i, i + 1));
            records.append("t.%d,supervised-hours,8,2024-03-01,2024-03-31,\n".formatted(i));
        }
        staff.append("t.3000,Given,Family,,North,,,,,,,,supervisors,true\n");

        assertThat(roster.run(files(staff.toString(), null, records.toString(), null), false))
                .isEqualTo(new RosterCounts(3001, 0, 3000, 0, false));
    }

    @Nested
    class Histories {

        @Test
        void closeAndOpenWhenPositionAndRateChange() {
            roster.run(staff(MARCUS + ANA), false);
            roster.run(staff(ANA.replace("peer-1,22.585", "peer-2,25.04").replace("2024-03-01", "2026-10-01")), false);

            assertThat(tables.positions("t.ana"))
                    .containsExactly("peer-1 2024-03-01 2026-10-01 -", "peer-2 2026-10-01 - -");
            assertThat(tables.pays("t.ana"))
                    .containsExactly("22.5850 32.5000 2024-03-01 2026-10-01 -", "25.0400 32.5000 2026-10-01 - -");
        }

        @Test
        void ofPayAloneTurnOnTheDayOfTheImport() {
            roster.run(staff(MARCUS + ANA), false);
            roster.run(staff(ANA.replace("22.585", "23.00")), false);
            roster.run(staff(ANA.replace("22.585,32.5", "23.00,40")), false);

            assertThat(tables.positions("t.ana")).hasSize(1);
            assertThat(tables.pays("t.ana"))
                    .containsExactly(
                            "22.5850 32.5000 2024-03-01 2026-11-22 -",
                            "23.0000 32.5000 2026-11-22 2026-11-22 -",
                            "23.0000 40.0000 2026-11-22 - -");
        }

        @ParameterizedTest
        @CsvSource({"2023-12-01, 35", "2025-11-22, 12"})
        void takeACorrectedDayWithoutChangingARow(String since, int months) {
            roster.run(staff(MARCUS + ANA), false);
            roster.run(staff(ANA.replace("2024-03-01", since)), false);

            assertThat(tables.positions("t.ana"))
                    .containsExactly("peer-1 2024-03-01 2024-03-01 -", "peer-1 " + since + " - -");
            assertThat(career.record("t.ana").monthsIn(Set.of("peer-1"), LocalDate.of(2026, 11, 22)))
                    .isEqualTo(months);
        }

        @Test
        void takeACorrectedPosition() {
            roster.run(staff(MARCUS + ANA), false);
            roster.run(staff(ANA.replace("peer-1", "peer-2")), false);

            assertThat(tables.positions("t.ana"))
                    .containsExactly("peer-1 2024-03-01 2024-03-01 -", "peer-2 2024-03-01 - -");
        }

        @Test
        void endWhenSomebodyLeavesAndGoOnAfterwards() {
            roster.run(staff(MARCUS + ANA), false);
            events.clear();
            roster.run(staff(ANA.replace(",true", ",false")), false);

            assertThat(events.get(0)).isInstanceOf(StaffImported.class);
            assertThat(events.subList(1, events.size())).containsExactly(new WorkerLeft("t.ana"));
            assertThat(tables.positions("t.ana")).containsExactly("peer-1 2024-03-01 2026-11-22 -");
            assertThat(tables.pays("t.ana")).containsExactly("22.5850 32.5000 2024-03-01 2026-11-22 -");
            assertThat(career.members("peers")).extracting(Worker::id).doesNotContain("t.ana");

            events.clear();
            roster.run(staff(ANA.replace(",true", ",false")), false);
            assertThat(events).hasSize(1).first().isInstanceOf(StaffImported.class);

            on("2027-02-01");
            roster.run(staff(ANA.replace("2024-03-01", "2027-01-15")), false);
            assertThat(tables.positions("t.ana"))
                    .containsExactly("peer-1 2024-03-01 2026-11-22 -", "peer-1 2027-01-15 - -");
            assertThat(tables.pays("t.ana").get(1)).isEqualTo("22.5850 32.5000 2027-02-01 - -");
        }

        @Test
        void ofSomebodyWhoCameAndWentBeforeTheFirstImportAreEmpty() {
            roster.run(staff(MARCUS + ANA.replace(",true", ",false")), false);

            assertThat(tables.positions("t.ana")).isEmpty();
            assertThat(events).hasSize(1);
        }

        @Test
        void endForAWorkerWhoBecomesAGuest() {
            roster.run(staff(MARCUS), false);
            roster.run(staff(MARCUS.replace("38.10", "")), false);

            assertThat(tables.pays("t.marcus")).containsExactly("38.1000 40.0000 2022-05-01 2026-11-22 -");
            assertThat(career.worker("t.marcus").orElseThrow().guest()).isTrue();
        }

        @Test
        void ofAPromotionAreNotUndoneByAPayrollThatIsLate() {
            roster.run(staff(MARCUS + ANA), false);
            promote("2026-11-22");
            var promoted = tables.everything();

            roster.run(staff(ANA), false);
            assertThat(tables.everything()).isEqualTo(promoted);

            // The title has arrived, the day of it differs, the pay is still the old one.
            roster.run(staff(ANA.replace("peer-1", "peer-2").replace("2024-03-01", "2026-12-01")), false);
            assertThat(tables.everything()).isEqualTo(promoted);

            roster.run(staff(ANA.replace("peer-1,22.585", "peer-2,25.50").replace("2024-03-01", "2026-11-22")), false);
            assertThat(tables.everything()).isEqualTo(promoted);

            on("2027-01-01");
            roster.run(staff(ANA.replace("peer-1,22.585", "peer-2,26.00").replace("2024-03-01", "2026-11-22")), false);
            assertThat(tables.pays("t.ana"))
                    .endsWith("25.5000 32.5000 2026-11-22 2027-01-01 PRM-1-t.ana", "26.0000 32.5000 2027-01-01 - -");
        }

        private void promote(String day) {
            new TransactionTemplate(transactionManager)
                    .executeWithoutResult(transaction -> career.promote(new PromotionEffect(
                            "t.ana", "peer-2", new BigDecimal("25.50"), null, LocalDate.parse(day), "PRM-1-t.ana")));
        }
    }

    @Nested
    class Files {

        @Test
        void mayBeginWithAByteOrderMark() {
            assertThat(roster.run(Map.of(STAFF, csv("\uFEFF" + STAFF_HEADER + MARCUS)), false)
                            .workers())
                    .isEqualTo(1);
        }

        @Test
        void mayHaveColumnsInAnyOrderWindowsLineEndsAndBlankLines() {
            roster.run(staff(MARCUS + ANA), false);

            var counts = roster.run(
                    Map.of(
                            CONFLICTS,
                            csv(
                                    "kind, other_id ,staff_id\r\n\r\nrelative,t.ana,t.marcus\r\n,,\r\nhousehold , \"t.ana\" ,t.marcus")),
                    false);

            assertThat(counts.conflicts()).isEqualTo(2);
            assertThat(career.conflictsOf("t.ana")).containsExactly("t.marcus");
        }

        @Test
        void keepTheirLineNumbersBelowValuesThatSpanLines() {
            var broken =
                    "t.ana,\"Ana\r\nMaria\",Alvarez,,\"North\n\nEast\",adult,peer-1,22,40,,2024-03-01,,peers,true\n";
            assertThat(faults(staff(broken + "\n" + MARCUS.replace("38.10", "lots"))))
                    .extracting(RosterFault::line, RosterFault::column)
                    .containsExactly(tuple(7L, "hourly_rate"));

            roster.run(staff(broken), false);
            assertThat(career.worker("t.ana").orElseThrow().name()).isEqualTo("Ana Maria Alvarez");
        }

        @Test
        void mayHoldNoRow() {
            assertThat(roster.run(staff(""), false)).isEqualTo(new RosterCounts(0, 0, 0, 0, false));
            assertThat(events).isEmpty();
        }

        @Test
        void needAHeader() {
            assertThat(faults(Map.of(STAFF, csv(""), RECORDS, csv("\n\n"))))
                    .extracting(RosterFault::file, RosterFault::line)
                    .containsExactly(tuple("staff.csv", 1L), tuple("records.csv", 1L));
        }

        @Test
        void needAllColumnsAndNoOther() {
            assertThat(faults(Map.of(CONFLICTS, csv("staff_id,staff_id,sort\nt.ana,t.ben,relative\n"))))
                    .extracting(RosterFault::line, RosterFault::column)
                    .containsExactly(
                            tuple(1L, "staff_id"), tuple(1L, "sort"), tuple(1L, "other_id"), tuple(1L, "kind"));
            assertThat(faults(Map.of(CONFLICTS, csv("staff_id;other_id;kind\nt.ana;t.ben;relative\n"))))
                    .first()
                    .satisfies(fault -> assertThat(fault.message()).contains("separated by commas"));
        }

        @Test
        void withRowsOfAnotherLengthAreNamedByLine() {
            assertThat(faults(Map.of(CONFLICTS, csv(CONFLICTS_HEADER + "t.ana,t.ben\nt.ana,t.ben,relative,x\n"))))
                    .extracting(RosterFault::line, RosterFault::message)
                    .satisfiesExactly(
                            fault -> assertThat(fault.toList().toString())
                                    .contains("2, has 2 values")
                                    .contains("3 columns"),
                            fault -> assertThat(fault.toList().toString()).contains("3, has 4 values"));
        }

        @Test
        void thatAreNotUtf8AreNamedByLine() throws Exception {
            var bytes = new ByteArrayOutputStream();
            bytes.write((STAFF_HEADER + MARCUS.repeat(300)).getBytes(StandardCharsets.UTF_8));
            bytes.write(ANA.replace("Ana", "Añá").getBytes(StandardCharsets.ISO_8859_1));

            assertThat(faults(Map.of(STAFF, new ByteArrayResource(bytes.toByteArray()))))
                    .filteredOn(fault -> fault.message().contains("UTF-8"))
                    .extracting(RosterFault::line)
                    .containsExactly(302L);
            assertThat(faults(Map.of(STAFF, new ByteArrayResource(STAFF_HEADER.getBytes(StandardCharsets.UTF_16)))))
                    .extracting(RosterFault::line)
                    .containsExactly(1L);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {"t.ana,t.ben,\"relative", "t.ana,\"t.ben\"x,relative"})
        void thatAreNotCsvAreNamedByLine(String row) {
            roster.run(staff(MARCUS + ANA), false);

            assertThat(faults(Map.of(CONFLICTS, csv(CONFLICTS_HEADER + "t.ana,t.marcus,relative\n" + row))))
                    .singleElement()
                    .satisfies(fault -> {
                        assertThat(fault.line()).isEqualTo(3);
                        assertThat(fault.message()).contains("not CSV");
                    });
        }

        @Test
        void areNotBlamedForPeopleInAStaffFileThatCannotBeRead() {
            assertThat(faults(files("id\nt.ana\n", null, null, CONFLICTS_HEADER + "t.ana,t.ben,relative\n")))
                    .extracting(RosterFault::file)
                    .containsOnly("staff.csv");
        }

        @Test
        void areNotBlamedForAPersonWhoseOwnRowIsWrong() {
            assertThat(faults(files(
                            STAFF_HEADER + ANA + MARCUS.replace("38.10", "-1"),
                            null,
                            null,
                            CONFLICTS_HEADER + "t.ana,t.marcus,relative\n")))
                    .containsExactly(new RosterFault("staff.csv", 3, "hourly_rate", "-1 is negative; give 0 or more."));
        }
    }

    @Nested
    class BadRows {

        @ParameterizedTest(name = "{0} = {1}")
        @CsvSource(
                value = {
                    "staff_id, '', is empty",
                    "staff_id, t ana, cannot be a staff id",
                    "staff_id, t/ana, cannot be a staff id",
                    "staff_id, ../t, cannot be a staff id",
                    "staff_id, t.änä, cannot be a staff id",
                    "staff_id, *, cannot be a staff id",
                    "staff_id, T.ANA, only in capitals",
                    "staff_id, t.ana, line 2 already",
                    "staff_id, camunda-admin, name of a group",
                    "given_name, '', is empty",
                    "given_name, B\u0000en, NUL",
                    "family_name, B\u001b[31mrown, control character",
                    "email, ben, not one mail address",
                    "email, 'a@b,c@d', not one mail address",
                    "email, a b@c, not one mail address",
                    "worker_family, parent, 'give one of adult, family, youth'",
                    "hourly_rate, -0.01, negative",
                    "hourly_rate, $22, not an amount",
                    "hourly_rate, '22,50', not an amount",
                    "hourly_rate, 1e3, not an amount",
                    "hourly_rate, NaN, not an amount",
                    "hourly_rate, 22.12345, 4 after",
                    "hourly_rate, 123456789, 8 digits",
                    "weekly_hours, '', is empty",
                    "weekly_hours, 168.5, at most 168",
                    "weekly_hours, -40, negative",
                    "hired_on, 2024-02-30, not a day",
                    "hired_on, 01/15/2024, not a day",
                    "hired_on, 0000-01-01, not a day",
                    "hired_on, +12024-01-01, not a day",
                    "position_since, '', is empty",
                    "position_since, 2024-3-1, not a day",
                    "supervisor_id, t.nobody, there is no 't.nobody'",
                    "supervisor_id, t.ben, is the worker",
                    "supervisor_id, t ana, cannot be a staff id",
                    "groups, peers;boss, 'boss'",
                    "groups, PEERS, is not a group",
                    "active, '', is empty",
                    "active, yes, 'give one of false, true'",
                })
        void ofStaff(String column, String value, String message) {
            assertFault(
                    STAFF,
                    STAFF_HEADER + ANA + MARCUS,
                    "t.ben,Ben,Brown,,North,adult,peer-1,22,40,,2024-03-01,,peers,true",
                    column,
                    value,
                    message);
        }

        @ParameterizedTest(name = "{0} = {1}")
        @CsvSource({
            "staff_id, '', is empty",
            "staff_id, t.nobody, there is no 't.nobody'",
            "credential, '', is empty",
            "number, 1, line 2 already",
            "level, '', is empty",
            "level, expert, 'advanced, full, provisional'",
            "status, expired, 'active, lapsed, revoked'",
            "issued_on, soon, not a day",
            "expires_on, 2023-12-31, is before issued_on 2024-01-01",
        })
        void ofCredentials(String column, String value, String message) {
            roster.run(staff(MARCUS + ANA), false);
            assertFault(
                    CREDENTIALS,
                    CREDENTIALS_HEADER + "t.ana,CPS,CA,1,full,active,,\n\n",
                    "t.ana,CPS,CA,2,full,active,2024-01-01,2026-01-01",
                    column,
                    value,
                    message);
        }

        @ParameterizedTest(name = "{0} = {1}")
        @CsvSource({
            "staff_id, t.nobody, there is no 't.nobody'",
            "kind, '', is empty",
            "kind, fun-hours, 'ce-hours, facilitation-hours, lead-weeks'",
            "quantity, '', is empty",
            "quantity, -1, negative",
            "quantity, many, not an amount",
            "from_date, '', is empty",
            "from_date, 2025-02-29, not a day",
            "from_date, 2024-01-01, line 2 already",
            "to_date, 2025-01-01, is before from_date 2025-02-01",
            "reference, boss, 'give one of mentee, mentor'",
        })
        void ofRecords(String column, String value, String message) {
            roster.run(staff(MARCUS + ANA), false);
            assertFault(
                    RECORDS,
                    RECORDS_HEADER + "t.ana,mentoring-hours,1,2024-01-01,2025-02-28,\n\n",
                    "t.ana,mentoring-hours,1,2025-02-01,2025-02-28,mentor",
                    column,
                    value,
                    message);
        }

        @ParameterizedTest(name = "{0} = {1}")
        @CsvSource({"reference, '', is empty", "quantity, 16, of a training is 1"})
        void ofTrainings(String column, String value, String message) {
            roster.run(staff(MARCUS + ANA), false);
            assertFault(
                    RECORDS,
                    RECORDS_HEADER + "\n\n",
                    "t.ana,training,1,2025-02-01,,mentor-training",
                    column,
                    value,
                    message);
        }

        @ParameterizedTest(name = "{0} = {1}")
        @CsvSource({
            "staff_id, '', is empty",
            "staff_id, t.nobody, there is no 't.nobody'",
            "other_id, t.nobody, there is no 't.nobody'",
            "other_id, t.ana, between two people",
            "kind, enemies, 'declared, household, relative'",
            "kind, household, line 2 already",
        })
        void ofConflicts(String column, String value, String message) {
            roster.run(staff(MARCUS + ANA), false);
            assertFault(
                    CONFLICTS,
                    CONFLICTS_HEADER + "t.ana,t.marcus,household\n\n",
                    "t.ana,t.marcus,relative",
                    column,
                    value,
                    message);
        }

        @ParameterizedTest(name = "{0}, {1} characters at most")
        @CsvSource({"given_name, 255", "program, 255", "position, 255", "staff_id, 64", "supervisor_id, 64"})
        void withAValueThatIsTooLong(String column, int longest) {
            assertFault(
                    STAFF,
                    STAFF_HEADER + ANA + MARCUS,
                    "t.ben,Ben,Brown,,North,adult,peer-1,22,40,,2024-03-01,,peers,true",
                    column,
                    "t." + "x".repeat(longest - 1),
                    "is " + (longest + 1) + " characters long; give at most " + longest);
        }

        @Test
        void areAllNamedWithAllTheirFaults() {
            var rows = new StringBuilder(STAFF_HEADER);
            for (int i = 0; i < 700; i++) {
                rows.append("t.%d,Given,Family,,,elder,,-1,40,,,,,true\n".formatted(i));
            }

            assertThat(faults(files(
                            rows.toString(),
                            CREDENTIALS_HEADER + "t.1,CPS,CA,1,full,expired,,\n",
                            null,
                            CONFLICTS_HEADER + "t.1,t.x,relative\n")))
                    .hasSize(1402)
                    .first()
                    .satisfies(fault -> assertThat(fault.line()).isEqualTo(2));
        }

        @Test
        void whoseSupervisorsReportInACircleAreAllNamed() {
            roster.run(staff("t.old,Old,Hand,,,,,,,,,,supervisors,true\n" + supervised("t.a", "t.old")), false);

            assertThat(faults(staff(supervised("t.b", "t.a") + supervised("t.old", "t.b") + supervised("t.c", "t.b"))))
                    .extracting(RosterFault::line, RosterFault::column)
                    .containsExactly(tuple(2L, "supervisor_id"), tuple(3L, "supervisor_id"));
        }

        private String supervised(String id, String supervisor) {
            return id + ",Given,Family,,,,,,,,," + supervisor + ",supervisors,true\n";
        }

        /** Below three good lines, a row with one bad value. */
        private void assertFault(
                RosterFile file, String above, String row, String column, String value, String message) {
            var cells = row.split(",", -1);
            cells[file.columns().indexOf(column)] = '"' + value + '"';

            assertThat(faults(Map.of(file, csv(above + String.join(",", cells) + "\n"))))
                    .singleElement()
                    .satisfies(fault -> {
                        assertThat(fault.file()).isEqualTo(file.fileName());
                        assertThat(fault.line()).isEqualTo(4);
                        assertThat(fault.message()).contains(message).endsWith(".");
                    });
        }
    }

    private void on(String today) {
        var clock = Clock.fixed(LocalDate.parse(today).atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        ApplicationEventPublisher publisher = event -> {
            // That an import happened is no news about anybody
            if (!(event instanceof RosterImported)) {
                events.add(event);
            }
        };
        roster = new RosterImport(store, publisher, clock, transactionManager);
    }

    private List<RosterFault> faults(Map<RosterFile, ByteArrayResource> files) {
        return catchThrowableOfType(RosterRefusal.class, () -> roster.run(files, false))
                .faults();
    }

    private static Map<RosterFile, ByteArrayResource> staff(String rows) {
        return Map.of(STAFF, csv(STAFF_HEADER + rows));
    }

    private static Map<RosterFile, ByteArrayResource> files(
            String staff, String credentials, String records, String conflicts) {
        var files = new EnumMap<RosterFile, ByteArrayResource>(RosterFile.class);
        if (staff != null) {
            files.put(STAFF, csv(staff));
        }
        if (credentials != null) {
            files.put(CREDENTIALS, csv(credentials));
        }
        if (records != null) {
            files.put(RECORDS, csv(records));
        }
        if (conflicts != null) {
            files.put(CONFLICTS, csv(conflicts));
        }
        return files;
    }

    private static ByteArrayResource csv(String text) {
        return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
    }
}
