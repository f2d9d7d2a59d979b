/**
 * What benchmarks run on: a PostgreSQL of their own with fsync on, and services as processes of their own.
 */
@NullMarked
package io.fawkes.benchmarks.ground;

import org.jspecify.annotations.NullMarked;
