/**
 * The whole mesh on one machine, in one JVM or as separate processes, and the {@code fawkes} command that runs it. It starts
 * and stops the services by their public servers and knows nothing of what they do.
 */
@NullMarked
package io.fawkes.standalone;

import org.jspecify.annotations.NullMarked;
