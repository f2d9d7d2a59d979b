/**
 * The use cases: the live fold and the questions it answers, with the port through which facts come. Transports call it.
 * It knows the JDK and Reactor only.
 */
@NullMarked
package io.fawkes.insights.domain;

import org.jspecify.annotations.NullMarked;
