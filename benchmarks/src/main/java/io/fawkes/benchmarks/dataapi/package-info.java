/**
 * {@code fawkes bench data-api}: every bar of its speed, over its own rpcs. It knows the contract, and of the database only
 * what its peer COPY needs.
 */
@NullMarked
package io.fawkes.benchmarks.dataapi;

import org.jspecify.annotations.NullMarked;
