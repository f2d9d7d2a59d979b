/**
 * The rpcs: reads the request, asks the domain, renders the answer. The composition root serves it.
 * It judges nothing.
 */
@NullMarked
package io.fawkes.anomaly.grpc;

import org.jspecify.annotations.NullMarked;
