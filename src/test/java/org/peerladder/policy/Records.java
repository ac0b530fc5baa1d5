package org.peerladder.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.peerladder.career.CareerEntry;
import org.peerladder.career.CareerRecord;
import org.peerladder.career.Credential;
import org.peerladder.career.PositionHeld;
import org.peerladder.career.Worker;

/** Career records for tests, said in one line each. */
final class Records {

    private final List<PositionHeld> positions = new ArrayList<>();
    private final List<Credential> credentials = new ArrayList<>();
    private final List<CareerEntry> entries = new ArrayList<>();

    static Records record() {
        return new Records();
    }

    Records held(String position, String from, String to) {
        positions.add(new PositionHeld(position, day(from), to == null ? null : day(to), null));
        return this;
    }

    Records credential(Credential.Level level, String expiresOn) {
        credentials.add(
                new Credential("peer", "CA", "1", level, Credential.Status.ACTIVE, day("2020-01-01"), day(expiresOn)));
        return this;
    }

    Records licence(String name, String expiresOn) {
        credentials.add(new Credential(
                name, "PA", "2", Credential.Level.FULL, Credential.Status.ACTIVE, day("2020-01-01"), day(expiresOn)));
        return this;
    }

    Records entry(String kind, String quantity, String day, String reference) {
        entries.add(new CareerEntry(kind, new BigDecimal(quantity), day(day), day(day), reference));
        return this;
    }

    CareerRecord build() {
        var worker = new Worker(
                "ana",
                "Ana",
                "Diaz",
                "ana@example.org",
                "Housing",
                "adult",
                "peer-1",
                new BigDecimal("22.00"),
                new BigDecimal("40"),
                day("2024-01-01"),
                day("2024-01-01"),
                "marcus",
                Set.of("peers"),
                true);
        return new CareerRecord(worker, positions, credentials, entries);
    }

    static LocalDate day(String day) {
        return LocalDate.parse(day);
    }
}
