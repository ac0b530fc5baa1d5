/**
 * Appointment of a peer supervisor from within. Diagrams {@code peer-supervisor-appointment.bpmn} (the vacancy is the case;
 * calls {@code panel-review}, {@code fair-chance-check} and {@code offer}) and {@code candidacy.bpmn} (one application);
 * tables {@code supervisor-requirements}, {@code background-check}, {@code supervision-scope}, {@code supervisor-load},
 * {@code clinical-licences}, {@code appointment-terms}; forms {@code supervisor-vacancy},
 * {@code peer-supervisor-appointment-*}, {@code candidacy-*}. Ends: supervisor appointed, no appointment, withdrawn.
 */
package org.peerladder.appointment;
