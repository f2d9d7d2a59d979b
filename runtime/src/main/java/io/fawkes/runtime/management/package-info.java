/**
 * What an operator's tools ask of a process: is it alive, can it serve, what does it measure. Composition roots open it on
 * a port of its own; it knows no dependency but by the name and check it was given.
 */
@NullMarked
package io.fawkes.runtime.management;

import org.jspecify.annotations.NullMarked;
