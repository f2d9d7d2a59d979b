package io.fawkes.dataapi.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Partial answers (AIP-157), for every rpc whose request has a {@code read_mask}: of each resource in the answer only the
 * fields that it names are sent. The resource is the answer itself, or what its first field repeats. One mechanism, so that
 * no rpc need know of it.
 */
public final class ReadMasks implements ServerInterceptor {

    private static final String FIELD = "read_mask";

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        var mask = new AtomicReference<@Nullable ReadMask>();
        var masked = new SimpleForwardingServerCall<Q, A>(call) {
            @Override
            public void sendMessage(A answer) {
                ReadMask asked = mask.get();
                super.sendMessage(asked == null ? answer : only(asked, answer));
            }
        };
        return new SimpleForwardingServerCallListener<>(next.startCall(masked, headers)) {
            private boolean closed;

            @Override
            public void onMessage(Q request) {
                try {
                    mask.set(asked(call, request));
                    super.onMessage(request);
                } catch (StatusRuntimeException refused) {
                    closed = true;
                    Metadata trailers = refused.getTrailers();
                    call.close(refused.getStatus(), trailers == null ? new Metadata() : trailers);
                }
            }

            @Override
            public void onHalfClose() {
                if (!closed) {
                    super.onHalfClose(); // the rpc would answer that it got no request
                }
            }
        };
    }

    private static @Nullable ReadMask asked(ServerCall<?, ?> call, Object request) {
        if (!(request instanceof Message message)) {
            return null;
        }
        FieldDescriptor field = message.getDescriptorForType().findFieldByName(FIELD);
        if (field == null || !message.hasField(field)) {
            return null;
        }
        return ReadMask.of((FieldMask) message.getField(field), resource(answerOf(call)));
    }

    private static Descriptor answerOf(ServerCall<?, ?> call) {
        var schema = (io.grpc.protobuf.ProtoMethodDescriptorSupplier)
                Objects.requireNonNull(call.getMethodDescriptor().getSchemaDescriptor(), "a generated method");
        return schema.getMethodDescriptor().getOutputType();
    }

    /** What a mask speaks of. */
    static Descriptor resource(Descriptor answer) {
        FieldDescriptor first = answer.findFieldByNumber(1);
        return isResources(first) ? first.getMessageType() : answer;
    }

    private static boolean isResources(FieldDescriptor first) {
        return first.isRepeated() && first.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    }

    @SuppressWarnings("unchecked") // what remains of a message is of the same type
    private static <A> A only(ReadMask mask, A answer) {
        Message message = (Message) answer;
        FieldDescriptor first = message.getDescriptorForType().findFieldByNumber(1);
        return (A) (isResources(first) ? onlyOfEach(mask, message, first) : mask.of(message));
    }

    private static Message onlyOfEach(ReadMask mask, Message answer, FieldDescriptor resources) {
        var rest = answer.toBuilder().clearField(resources);
        for (int i = 0; i < answer.getRepeatedFieldCount(resources); i++) {
            rest.addRepeatedField(resources, mask.of((Message) answer.getRepeatedField(resources, i)));
        }
        return rest.build();
    }
}
