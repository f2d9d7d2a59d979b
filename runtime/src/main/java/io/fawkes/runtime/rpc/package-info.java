/**
 * How a process speaks gRPC: server and channels, the interceptors every call passes, the call's context across
 * threads and hops, and the one way errors leave. Services call it from their {@code grpc} and client packages.
 */
@NullMarked
package io.fawkes.runtime.rpc;

import org.jspecify.annotations.NullMarked;
