/**
 * Review by a panel of reviewers, one of them a working peer. Diagram {@code panel-review.bpmn}, called by promotion and peer-supervisor-appointment;
 * tables {@code panel-rule}, {@code panel-outcome}; forms {@code panel-review-*}. Outcome: {@code promote} or
 * {@code develop}. Private views are kept in a table of ours, never in the engine.
 */
package org.peerladder.panel;
