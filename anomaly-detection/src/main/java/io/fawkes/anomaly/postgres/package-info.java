/**
 * The domain's ports on PostgreSQL, all SQL of the service. Only the composition root may call it.
 */
@NullMarked
package io.fawkes.anomaly.postgres;

import org.jspecify.annotations.NullMarked;
