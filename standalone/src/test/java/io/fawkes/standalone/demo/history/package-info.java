/** The laws of the demo's history. */
@NullMarked
package io.fawkes.standalone.demo.history;

import org.jspecify.annotations.NullMarked;
