package org.peerladder.tuition;

import java.math.BigDecimal;
import java.util.Comparator;

/** Names one account: of a worker in a plan year, or the budget of a programme in a fiscal year. */
record Account(String kind, String holder, Unit unit, String name, int year) implements Comparable<Account> {

    static final BigDecimal ZERO = new BigDecimal("0.00");

    /** In this order accounts are locked, so that no two transactions wait for each other. */
    private static final Comparator<Account> WORKERS_FIRST = Comparator.comparing(Account::kind)
            .reversed()
            .thenComparing(Account::holder)
            .thenComparing(Account::unit)
            .thenComparing(Account::name)
            .thenComparing(Account::year);

    /** @param cap null for no limit */
    record Amounts(BigDecimal cap, BigDecimal reserved, BigDecimal posted) {

        static final Amounts NONE = new Amounts(null, ZERO, ZERO);

        BigDecimal used() {
            return reserved.add(posted);
        }
    }

    static Account ofWorker(String workerId, Unit unit, String name, int planYear) {
        return new Account("worker", workerId, unit, name, planYear);
    }

    static Account ofProgram(String program, int fiscalYear) {
        return new Account("program", program, Unit.USD, "budget", fiscalYear);
    }

    @Override
    public int compareTo(Account other) {
        return WORKERS_FIRST.compare(this, other);
    }
}
