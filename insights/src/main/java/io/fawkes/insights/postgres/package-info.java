/**
 * insights' own database: checkpoints of the fold. Only the composition root calls it. It holds nothing that could not be made
 * again from data-api's facts.
 */
@NullMarked
package io.fawkes.insights.postgres;

import org.jspecify.annotations.NullMarked;
