/**
 * The offer of a new position with new pay, until both have changed. Diagram {@code offer.bpmn}, called by promotion and peer-supervisor-appointment;
 * tables {@code career-ladder}, {@code pay-grade}, {@code living-wage}, {@code job-descriptions}; forms {@code offer-*}.
 * Outcomes: {@code promoted}, {@code declined}, {@code withdrawn}.
 */
package org.peerladder.offer;
