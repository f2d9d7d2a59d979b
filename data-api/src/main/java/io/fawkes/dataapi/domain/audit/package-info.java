/**
 * Who did what, and when. Whatever changes something for a person records it here; the log is its port.
 */
@NullMarked
package io.fawkes.dataapi.domain.audit;

import org.jspecify.annotations.NullMarked;
