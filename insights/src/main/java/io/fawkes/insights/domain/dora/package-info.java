/**
 * DORA's metrics over a window, each made from the rows that explain it. Use cases and transports read it.
 * It knows no clock: the watermark comes with the question.
 */
@NullMarked
package io.fawkes.insights.domain.dora;

import org.jspecify.annotations.NullMarked;
