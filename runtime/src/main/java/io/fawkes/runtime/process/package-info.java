/** How a service becomes a process: read the environment, start, serve until told to stop, drain. Each {@code Main} calls it. */
@NullMarked
package io.fawkes.runtime.process;

import org.jspecify.annotations.NullMarked;
