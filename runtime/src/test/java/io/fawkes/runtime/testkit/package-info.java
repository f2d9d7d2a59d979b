/** What tests of any module need: real servers to test against and the rules every module is held to. Tests only. */
@NullMarked
package io.fawkes.runtime.testkit;

import org.jspecify.annotations.NullMarked;
