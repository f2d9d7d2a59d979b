package io.fawkes.runtime.rpc;

import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.testkit.ContractRpc;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoServiceDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.opentelemetry.api.OpenTelemetry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The server of every service, before rpcs that only note who reached them. Names, options and everything in front of the
 * rpcs are the real ones.
 */
final class MatrixServer implements AutoCloseable {

    /** Who reached the rpc by that name; all calls of one caller are under way at once. */
    private final Map<String, Principal> reached = new ConcurrentHashMap<>();

    private final RpcServer server;
    private final Peer peer;

    MatrixServer(List<ServiceDescriptor> services, Authentication authentication) throws IOException {
        server = RpcServer.start(
                new Address("127.0.0.1", 0),
                CallLimits.DEFAULT,
                authentication,
                OpenTelemetry.noop(),
                services.stream().map(this::noting).toList());
        peer = Peer.at(server.address(), Optional.empty(), OpenTelemetry.noop());
    }

    private BindableService noting(ServiceDescriptor service) {
        var described =
                io.grpc.ServiceDescriptor.newBuilder(service.getFullName()).setSchemaDescriptor(new Schema(service));
        service.getMethods().forEach(method -> described.addMethod(wire(service.getFullName(), method.getName())));
        var contract = described.build();
        var definition = ServerServiceDefinition.builder(contract);
        contract.getMethods().forEach(method -> definition.addMethod(noting(method)));
        return definition::build;
    }

    /** The methods are those that {@link #wire} made. */
    @SuppressWarnings("unchecked")
    private ServerMethodDefinition<byte[], byte[]> noting(MethodDescriptor<?, ?> method) {
        return ServerMethodDefinition.create(
                (MethodDescriptor<byte[], byte[]>) method, ServerCalls.asyncUnaryCall(this::noted));
    }

    private void noted(byte[] message, StreamObserver<byte[]> answer) {
        reached.put(
                new String(message, StandardCharsets.UTF_8),
                CallContext.current().principal());
        answer.onNext(message);
        answer.onCompleted();
    }

    /** On the wire a stream of one message is a call with one. */
    private static MethodDescriptor<byte[], byte[]> wire(String service, String method) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(service + "/" + method)
                .setRequestMarshaller(new Raw())
                .setResponseMarshaller(new Raw())
                .build();
    }

    /** What became of each rpc that was called showing {@code authorization}. */
    Map<ContractRpc, Outcome> callAll(List<ContractRpc> rpcs, Optional<String> authorization) {
        reached.clear();
        var headers = new Metadata();
        authorization.ifPresent(value -> headers.put(CallInterceptor.AUTHORIZATION, value));
        Channel channel =
                ClientInterceptors.intercept(peer.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
        Map<ContractRpc, Future<byte[]>> calls = new LinkedHashMap<>();
        rpcs.forEach(rpc -> calls.put(rpc, begun(channel, rpc)));
        Map<ContractRpc, Outcome> outcomes = new LinkedHashMap<>();
        calls.forEach((rpc, call) -> outcomes.put(rpc, outcome(rpc, call)));
        return outcomes;
    }

    private static Future<byte[]> begun(Channel channel, ContractRpc rpc) {
        var method = wire(rpc.method().getService().getFullName(), rpc.name());
        return ClientCalls.futureUnaryCall(
                channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS)),
                rpc.fullName().getBytes(StandardCharsets.UTF_8));
    }

    private Outcome outcome(ContractRpc rpc, Future<byte[]> call) {
        try {
            call.get();
            return new Outcome("", Optional.ofNullable(reached.get(rpc.fullName())));
        } catch (ExecutionException e) {
            var info =
                    RpcStatus.errorInfo(Objects.requireNonNull(e.getCause())).orElseThrow(() -> new AssertionError(e));
            return new Outcome(info.getReason(), Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        peer.close();
        server.close();
    }

    /**
     * What became of a call.
     *
     * @param refusal reason of the refusal; empty if there was none
     * @param reached who the rpc saw
     */
    record Outcome(String refusal, Optional<Principal> reached) {}

    private record Schema(ServiceDescriptor service) implements ProtoServiceDescriptorSupplier {

        @Override
        public FileDescriptor getFileDescriptor() {
            return service.getFile();
        }

        @Override
        public Descriptors.ServiceDescriptor getServiceDescriptor() {
            return service;
        }
    }

    private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
