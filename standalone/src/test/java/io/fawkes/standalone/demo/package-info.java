/** The demo's laws and its numbers, computed a second time. */
@NullMarked
package io.fawkes.standalone.demo;

import org.jspecify.annotations.NullMarked;
