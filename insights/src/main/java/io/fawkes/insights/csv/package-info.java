/**
 * Answers and rows as CSV, for spreadsheets. The rpcs call it.
 * It knows answers of the domain, nothing of transports.
 */
@NullMarked
package io.fawkes.insights.csv;

import org.jspecify.annotations.NullMarked;
