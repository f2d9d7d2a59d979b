/**
 * The fold as it was some minutes ago, so that a start need not read every fact: written by one replica, read by all. The
 * composition root starts it. It knows no database.
 */
@NullMarked
package io.fawkes.insights.domain.checkpoint;

import org.jspecify.annotations.NullMarked;
