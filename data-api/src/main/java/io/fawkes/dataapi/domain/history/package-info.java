/**
 * Facts as they were known at a time that has passed. The fact feed's rpcs call it. It knows neither SQL nor transports.
 */
@NullMarked
package io.fawkes.dataapi.domain.history;

import org.jspecify.annotations.NullMarked;
