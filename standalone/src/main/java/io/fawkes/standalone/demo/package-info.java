/**
 * What {@code fawkes demo} does at the door of a running mesh: it tells a history, waits until it is folded, and shows what
 * became of it. It speaks HTTP only and knows no mesh and no service's code; the command beside {@code up} calls it.
 */
@NullMarked
package io.fawkes.standalone.demo;

import org.jspecify.annotations.NullMarked;
