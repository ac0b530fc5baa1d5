package org.peerladder.career;

import java.time.LocalDate;

/**
 * A spell in a position.
 *
 * @param from first day held
 * @param to first day no longer held; null while held
 * @param caseNumber the case that began it; null if the roster did
 */
public record PositionHeld(String position, LocalDate from, LocalDate to, String caseNumber) {}
