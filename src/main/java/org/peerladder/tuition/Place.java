package org.peerladder.tuition;

import java.util.Optional;

/** Where an amount counts: on the worker's account of a plan year and, if it is money, on the programme's budget. */
record Place(String workerId, String program, Unit unit, String account, int planYear, int fiscalYear) {

    Account allowance() {
        return Account.ofWorker(workerId, unit, account, planYear);
    }

    Optional<Account> budget() {
        return unit == Unit.USD && program != null
                ? Optional.of(Account.ofProgram(program, fiscalYear))
                : Optional.empty();
    }

    Place inPlanYear(int year) {
        return new Place(workerId, program, unit, account, year, fiscalYear);
    }

    Place inFiscalYear(int year) {
        return new Place(workerId, program, unit, account, planYear, year);
    }
}
