/**
 * The DORA rpcs: reads the request, asks the domain, renders the answer. The composition root serves it.
 * It computes nothing.
 */
@NullMarked
package io.fawkes.insights.grpc;

import org.jspecify.annotations.NullMarked;
