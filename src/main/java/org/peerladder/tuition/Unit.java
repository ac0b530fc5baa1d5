package org.peerladder.tuition;

/** What is counted: US dollars, or hours of paid time for learning. Both with two decimals. */
enum Unit {
    USD("approvedAmount"),
    HOURS("releaseHours");

    private final String field;

    Unit(String field) {
        this.field = field;
    }

    /** Where a person enters how much of it is reserved. */
    String field() {
        return field;
    }
}
