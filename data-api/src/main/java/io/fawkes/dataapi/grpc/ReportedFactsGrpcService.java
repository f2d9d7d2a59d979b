package io.fawkes.dataapi.grpc;

import com.google.protobuf.Message;
import com.salesforce.reactorgrpc.stub.ServerCalls;
import io.fawkes.dataapi.domain.report.ReportFact;
import io.fawkes.dataapi.domain.report.ReportRule;
import io.fawkes.dataapi.domain.report.ReportedFacts;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Facts of one kind as the contract's service for them. One class serves every kind: what differs is the contract's
 * description of the service, and the rule of its reports. Rows are shown to the team that owns them, to admins and to
 * services of the mesh.
 */
public final class ReportedFactsGrpcService implements BindableService {

    private final ServiceDescriptor service;
    private final StandardRpcs rpcs;

    /**
     * The rpcs of {@code service}, all of them standard methods over {@code facts}.
     *
     * @param service as generated, for example {@code BuildServiceGrpc.getServiceDescriptor()}
     * @param ids names for reports that bring none
     */
    public ReportedFactsGrpcService(
            ServiceDescriptor service, ReportRule rule, ReportFact report, ReportedFacts facts, Supplier<UUID> ids) {
        this.service = service;
        this.rpcs = new StandardRpcs(rule, report, facts, ids);
    }

    @Override
    public ServerServiceDefinition bindService() {
        var definition = ServerServiceDefinition.builder(service);
        service.getMethods().forEach(method -> definition.addMethod(answered(typed(method))));
        return definition.build();
    }

    @SuppressWarnings("unchecked") // every rpc of the contract takes a message and answers with one
    private static MethodDescriptor<Message, Message> typed(MethodDescriptor<?, ?> method) {
        return (MethodDescriptor<Message, Message>) method;
    }

    private ServerMethodDefinition<Message, Message> answered(MethodDescriptor<Message, Message> method) {
        StandardRpcs.Answering answering = rpcs.of(Objects.requireNonNull(method.getBareMethodName(), "a name"));
        Message empty = empty(method);
        return ServerMethodDefinition.create(
                method,
                io.grpc.stub.ServerCalls.asyncUnaryCall((request, observer) -> ServerCalls.oneToOne(
                        request, observer, asked -> answering.answer(asked, empty), error -> error)));
    }

    private static Message empty(MethodDescriptor<Message, Message> method) {
        if (method.getResponseMarshaller() instanceof PrototypeMarshaller<Message> marshaller) {
            return Objects.requireNonNull(marshaller.getMessagePrototype(), "a generated prototype");
        }
        throw new IllegalArgumentException(method.getFullMethodName() + " was not generated from the contract");
    }
}
