package io.fawkes.runtime.rpc;

import io.grpc.ServerInterceptor;

/**
 * Sees every call of every server of this JVM, nearest to the rpcs. Found by {@link java.util.ServiceLoader}; the product
 * has none, the test kit has the one that holds errors to their model.
 */
public interface CallWitness extends ServerInterceptor {}
