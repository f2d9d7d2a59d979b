/**
 * Facts and the law by which their revisions merge. Pure values; everything in the service may use them.
 */
@NullMarked
package io.fawkes.dataapi.domain.fact;

import org.jspecify.annotations.NullMarked;
