/**
 * How the trail stands: when each log was verified last, and when the store that it lies in will be full.
 *
 * <p>Guarantee: a forecast is made of at least four samples over at least three days, so that one busy hour alarms nobody.
 * Not guaranteed: that rows here are true; they save looking, and prove nothing. Whoever doubts them verifies the log.
 */
@NullMarked
package dev.visor.audit.standing;

import org.jspecify.annotations.NullMarked;
