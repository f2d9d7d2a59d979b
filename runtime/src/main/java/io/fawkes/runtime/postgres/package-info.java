/**
 * A service's own PostgreSQL: pool and transactions, migrations, leases and the outbox. Composition roots open it and
 * {@code postgres} rooms write their SQL over it; nothing else sees R2DBC. It knows no table of any service.
 */
@NullMarked
package io.fawkes.runtime.postgres;

import org.jspecify.annotations.NullMarked;
