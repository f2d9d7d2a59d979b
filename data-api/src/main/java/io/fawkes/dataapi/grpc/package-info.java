/**
 * The service's rpcs: reads the request, calls one use case, renders the answer. Only the composition root may call it.
 */
@NullMarked
package io.fawkes.dataapi.grpc;

import org.jspecify.annotations.NullMarked;
