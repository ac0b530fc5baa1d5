package org.peerladder.tuition;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a worker can get for one kind of learning, as table {@code tuition-allowance} said when they asked.
 *
 * @param cap US dollars in a plan year
 * @param hoursCap paid release hours in a plan year
 * @param account the ledger's account that it draws on
 * @param reason said to the worker
 * @param eligibleOn from which day time alone makes a "no" a "yes"; null for a "yes"
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Allowance(
        boolean eligible, BigDecimal cap, BigDecimal hoursCap, String account, String reason, LocalDate eligibleOn) {}
