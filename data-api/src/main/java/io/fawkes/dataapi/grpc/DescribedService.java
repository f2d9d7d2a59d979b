package io.fawkes.dataapi.grpc;

import com.google.protobuf.Message;
import com.salesforce.reactorgrpc.stub.ServerCalls;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.Objects;
import java.util.function.Function;

/** A service bound from the contract's description of it: one class can serve many that are alike. */
final class DescribedService {

    private DescribedService() {}

    /** {@code service} with each of its methods answered by what {@code rpcs} gives for the method's name. */
    static ServerServiceDefinition bind(ServiceDescriptor service, Function<String, Answering> rpcs) {
        var definition = ServerServiceDefinition.builder(service);
        service.getMethods().forEach(method -> definition.addMethod(answered(typed(method), rpcs)));
        return definition.build();
    }

    @SuppressWarnings("unchecked") // every rpc of the contract takes a message and answers with one
    private static MethodDescriptor<Message, Message> typed(MethodDescriptor<?, ?> method) {
        return (MethodDescriptor<Message, Message>) method;
    }

    private static ServerMethodDefinition<Message, Message> answered(
            MethodDescriptor<Message, Message> method, Function<String, Answering> rpcs) {
        Answering answering = rpcs.apply(Objects.requireNonNull(method.getBareMethodName(), "a name"));
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
