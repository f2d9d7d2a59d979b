/**
 * What the fact store refuses to do, in its own words. It knows the JDK and Reactor, no transport and no database.
 */
@NullMarked
package io.fawkes.dataapi.domain;

import org.jspecify.annotations.NullMarked;
