package org.peerladder.tuition;

import java.math.BigDecimal;

/** How a payment in US dollars is taxed; both parts together are the payment. */
record Split(BigDecimal taxFree, BigDecimal taxable) {}
