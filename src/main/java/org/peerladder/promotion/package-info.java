/**
 * Promotion: a worker moves up one rung. Diagram {@code promotion.bpmn} (calls {@code panel-review} and {@code offer});
 * tables {@code career-ladder}, {@code tier-requirements}, {@code tier-eligibility}, {@code decline-reasons}; forms
 * {@code promotion-*}. Ends: promoted, growth plan agreed, not promoted this time, offer declined, request withdrawn.
 */
package org.peerladder.promotion;
