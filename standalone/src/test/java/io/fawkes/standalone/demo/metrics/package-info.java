/** What the demo measures, and the Prometheus that holds it. */
@NullMarked
package io.fawkes.standalone.demo.metrics;

import org.jspecify.annotations.NullMarked;
