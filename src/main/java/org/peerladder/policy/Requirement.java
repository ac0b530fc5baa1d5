package org.peerladder.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.peerladder.career.CareerRecord;
import org.peerladder.career.Credential;
import org.peerladder.career.EntryKind;
import org.peerladder.career.PositionHeld;

/**
 * One row of a table of requirements, such as {@code tier-requirements}; see {@link AssessedRequirement} for the columns.
 * Knows how to find its criterion in a career record, not what is asked for: that is the table's.
 */
record Requirement(
        String criterion,
        String reference,
        BigDecimal minimum,
        Integer withinYears,
        String group,
        boolean waivable,
        String requirement,
        String guidance,
        String source,
        String helpedBy,
        String helpCategory) {

    static final String ANY_PEER_TITLE = "any peer title";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /** What the record holds for a criterion, in words and compared. */
    private record Found(String need, String have, boolean met, Optional<LocalDate> reachedOn) {}

    /**
     * Puts the record beside this row.
     *
     * @param peerTitles the positions that {@value #ANY_PEER_TITLE} stands for
     * @param asker where the row stands, as the subject of a sentence: "Table tier-requirements"
     * @throws PolicyGap if the row's criterion or reference is none that the record knows
     */
    AssessedRequirement assess(CareerRecord whole, LocalDate day, Set<String> peerTitles, String asker) {
        var found = find(whole, day, peerTitles, asker);
        return new AssessedRequirement(
                criterion,
                reference,
                minimum,
                withinYears,
                group,
                waivable,
                inWords(),
                found.need(),
                found.have(),
                found.met(),
                found.met() ? null : found.reachedOn().orElse(null),
                guidance,
                source,
                helpedBy,
                helpCategory);
    }

    /** The row's own words, the minimum filled in. */
    private String inWords() {
        return requirement.replace("{minimum}", number(minimum));
    }

    private Found find(CareerRecord whole, LocalDate day, Set<String> peerTitles, String asker) {
        var record = within(whole, day);
        return switch (criterion) {
            case "months" -> months(record, whole, day, peerTitles);
            case "position" -> position(record, day, asker);
            case "credential" -> credential(record, day, asker);
            case "licence" -> licence(record, day, asker);
            case "training" -> training(record, day);
            default -> total(record, asker);
        };
    }

    private Found months(CareerRecord record, CareerRecord whole, LocalDate day, Set<String> peerTitles) {
        var positions = ANY_PEER_TITLE.equals(reference) ? peerTitles : references();
        int needed = minimum.setScale(0, RoundingMode.CEILING).intValueExact();
        int have = record.monthsIn(positions, day);
        // With a window, months at its far end may drop out before the last one is reached: look again on that day.
        var reachedOn = record.monthsReachedOn(positions, needed, day)
                .filter(date -> within(whole, date).monthsIn(positions, date) >= needed);
        return new Found(
                amount(minimum, "months"), amount(BigDecimal.valueOf(have), "months"), have >= needed, reachedOn);
    }

    /** Codes are not for screens, so the row's words say which positions count. */
    private Found position(CareerRecord record, LocalDate day, String asker) {
        var positions = named(asker);
        boolean met = record.positions().stream()
                .filter(held -> held.to() == null && !held.from().isAfter(day))
                .anyMatch(held -> positions.contains(held.position()));
        return new Found(inWords(), met ? "current position" : "another position", met, Optional.empty());
    }

    private Found credential(CareerRecord record, LocalDate day, String asker) {
        var level = level(asker);
        var best = record.credentials().stream()
                .filter(credential -> credential.activeOn(day))
                .max(Comparator.comparing(Credential::level)
                        .thenComparing(c -> c.expiresOn() == null ? LocalDate.MAX : c.expiresOn()));
        var need = "active, " + word(level) + (level == Credential.Level.ADVANCED ? "" : " or above");
        var have = best.map(credential -> "active, " + word(credential.level())
                        + (credential.expiresOn() == null ? "" : ", until " + inWords(credential.expiresOn())))
                .orElse("none active");
        return new Found(need, have, record.hasCredential(level, day), Optional.empty());
    }

    private Found licence(CareerRecord record, LocalDate day, String asker) {
        var licences = named(asker);
        var active = record.credentials().stream()
                .filter(credential -> credential.activeOn(day))
                .map(credential -> credential.credential().strip())
                .filter(name -> licences.stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
        return new Found("an active licence", active.orElse("none active"), active.isPresent(), Optional.empty());
    }

    private Found training(CareerRecord record, LocalDate day) {
        var taken = BigDecimal.valueOf(references().stream()
                .mapToInt(code -> record.trainings(code, day))
                .sum());
        boolean met = taken.compareTo(minimum) >= 0;
        if (minimum.compareTo(BigDecimal.ONE) <= 0) {
            return new Found("done", met ? "done" : "not yet", met, Optional.empty());
        }
        return new Found(amount(minimum, "times"), amount(taken, "times"), met, Optional.empty());
    }

    private Found total(CareerRecord record, String asker) {
        if (EntryKind.find(criterion).isEmpty()) {
            throw new PolicyGap(asker + " asks for the criterion \"" + criterion
                    + "\", which no career record has. Right would be months, position, credential, licence or one of "
                    + Arrays.stream(EntryKind.values()).map(EntryKind::id).collect(Collectors.joining(", "))
                    + ". Correct the row in Modeler and deploy the table.");
        }
        var have = record.total(criterion, references(), null);
        var unit = criterion.substring(criterion.lastIndexOf('-') + 1);
        return new Found(amount(minimum, unit), amount(have, unit), have.compareTo(minimum) >= 0, Optional.empty());
    }

    /** The part of the record that lies in the row's years before that day. */
    private CareerRecord within(CareerRecord record, LocalDate day) {
        if (withinYears == null) {
            return record;
        }
        var since = day.minusYears(withinYears);
        var positions = record.positions().stream()
                .filter(held -> held.to() == null || held.to().isAfter(since))
                .map(held -> held.from().isAfter(since)
                        ? held
                        : new PositionHeld(held.position(), since, held.to(), held.caseNumber()))
                .toList();
        var entries = record.entries().stream()
                .filter(entry -> entry.toDate() == null || !entry.toDate().isBefore(since))
                .toList();
        return new CareerRecord(record.worker(), positions, record.credentials(), entries);
    }

    private Set<String> references() {
        return Arrays.stream(reference.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The references where nothing but them counts, so that an empty cell is never read as a "no". */
    private Set<String> named(String asker) {
        var names = references();
        if (names.isEmpty()) {
            throw new PolicyGap(asker + " asks for the criterion \"" + criterion
                    + "\" and names nothing that counts. Fill the column reference in Modeler and deploy the table.");
        }
        return names;
    }

    private Credential.Level level(String asker) {
        if (reference.isEmpty()) {
            return Credential.Level.PROVISIONAL;
        }
        return Arrays.stream(Credential.Level.values())
                .filter(level -> word(level).equals(reference))
                .findFirst()
                .orElseThrow(() -> new PolicyGap(asker + " asks for a credential of level \"" + reference
                        + "\". Right would be provisional, full or advanced."
                        + " Correct the row in Modeler and deploy the table."));
    }

    private static String word(Credential.Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    /** "12 months", "1 month". */
    private static String amount(BigDecimal quantity, String unit) {
        boolean one = quantity.compareTo(BigDecimal.ONE) == 0;
        return number(quantity) + " " + (one ? unit.substring(0, unit.length() - 1) : unit);
    }

    private static String number(BigDecimal quantity) {
        var format = new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
        // Down, so that 499.999 hours never look like the 500 that are needed.
        format.setRoundingMode(RoundingMode.DOWN);
        return format.format(quantity);
    }

    /** A day as people write it, "3 March 2027". */
    static String inWords(LocalDate day) {
        return DAY.format(day);
    }
}
