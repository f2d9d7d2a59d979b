/**
 * What every benchmark is made of: figures with a bar, rounds, and the report of them. Knows no service and no database.
 */
@NullMarked
package io.fawkes.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
