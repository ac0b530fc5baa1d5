/**
 * A background check that a law asks for, with a fair chance: the privacy boundary. Diagram {@code fair-chance-check.bpmn},
 * called by peer-supervisor-appointment; tables {@code fair-chance-clock}, {@code check-factors}; forms
 * {@code fair-chance-check-*}. Outcomes stand in a table of our own, never in the engine; only whether the candidate goes on
 * leaves this package.
 */
package org.peerladder.fairchance;
