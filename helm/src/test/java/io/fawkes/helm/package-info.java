/** What holds the chart: it is rendered by Helm itself, and what comes out is read by Kubernetes' models and by the services. */
@NullMarked
package io.fawkes.helm;

import org.jspecify.annotations.NullMarked;
