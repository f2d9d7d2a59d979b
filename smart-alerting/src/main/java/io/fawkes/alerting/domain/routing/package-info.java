/**
 * Who is told of an alert: matchers, the tree of routes, receivers. Pure values; knows no file format.
 */
@NullMarked
package io.fawkes.alerting.domain.routing;

import org.jspecify.annotations.NullMarked;
