package io.fawkes.gateway.backend;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One call that is about to be made.
 *
 * @param rpc service, slash, method
 * @param timeout when it is given up, counted from its start
 * @param headers what the service is told of the request
 * @param trace what its span hangs on
 */
public record Call(String rpc, Duration timeout, Metadata headers, Context trace) {
    MethodDescriptor<byte[], byte[]> method(MethodDescriptor.MethodType type) {
        return MethodDescriptor.newBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER)
                .setType(type)
                .setFullMethodName(rpc)
                .build();
    }

    CallOptions options() {
        return CallOptions.DEFAULT.withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }
}
