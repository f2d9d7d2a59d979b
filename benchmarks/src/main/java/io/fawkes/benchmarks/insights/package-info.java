/**
 * The fold of insights under load, beside SQL over the same rows. It calls the domain in this process: no network and no data-api
 * are in its figures. The command line calls it.
 */
@NullMarked
package io.fawkes.benchmarks.insights;

import org.jspecify.annotations.NullMarked;
