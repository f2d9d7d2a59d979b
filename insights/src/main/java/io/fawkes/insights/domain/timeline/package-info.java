/**
 * A service's production as it went: rollouts, their kinds, the changes they brought and what failed. Metrics read it.
 * It is a pure function of facts and policy and knows no window and no clock.
 */
@NullMarked
package io.fawkes.insights.domain.timeline;

import org.jspecify.annotations.NullMarked;
