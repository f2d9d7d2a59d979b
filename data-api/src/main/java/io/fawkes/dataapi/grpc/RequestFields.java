package io.fawkes.dataapi.grpc;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.List;

/**
 * A request by the names of its fields, for rpcs whose requests are alike in all services.
 *
 * @param request the request
 */
record RequestFields(Message request) {

    String text(String name) {
        return (String) request.getField(field(name));
    }

    int number(String name) {
        return (Integer) request.getField(field(name));
    }

    boolean flag(String name) {
        return (Boolean) request.getField(field(name));
    }

    List<String> texts(String name) {
        return ((List<?>) request.getField(field(name)))
                .stream().map(String.class::cast).toList();
    }

    Message message(String name) {
        return (Message) request.getField(field(name));
    }

    Message without(String name) {
        return request.toBuilder().clearField(field(name)).build();
    }

    private FieldDescriptor field(String name) {
        FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
        if (field == null) {
            throw new IllegalStateException(request.getDescriptorForType().getFullName() + " has no field " + name);
        }
        return field;
    }
}
