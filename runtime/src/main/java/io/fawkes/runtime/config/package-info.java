/**
 * Reads a process's settings from its environment, once, and reports every mistake together. Only {@code Main} and the
 * config records call it; nothing else in the mesh touches the environment.
 */
@NullMarked
package io.fawkes.runtime.config;

import org.jspecify.annotations.NullMarked;
