/**
 * Facts that are reported by rpc, and reading those that are kept. Their rows are its port.
 */
@NullMarked
package io.fawkes.dataapi.domain.report;

import org.jspecify.annotations.NullMarked;
