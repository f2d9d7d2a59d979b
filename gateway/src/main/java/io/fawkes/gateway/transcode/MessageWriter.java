package io.fawkes.gateway.transcode;

import com.google.gson.stream.JsonWriter;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the JSON form of messages: lowerCamelCase names, 64-bit integers as text, no defaults. An {@code Any} of a type
 * that is not known here is written with its bytes, so one unknown detail never costs the rest. Safe for concurrent use.
 */
final class MessageWriter {
    private final TypeRegistry types;

    MessageWriter(TypeRegistry types) {
        this.types = types;
    }

    /** The message as UTF-8. */
    byte[] write(Message message) {
        return document(json -> message(message, json));
    }

    /** The value of one field of the message as UTF-8; its default, or null for a message, if it is not set. */
    byte[] writeField(Message message, FieldDescriptor field) {
        return document(json -> {
            if (isMessage(field) && !field.isRepeated() && !message.hasField(field)) {
                json.nullValue();
            } else {
                fieldValue(field, message.getField(field), json);
            }
        });
    }

    private interface Step {
        void write(JsonWriter json) throws IOException;
    }

    private static byte[] document(Step step) {
        var bytes = new ByteArrayOutputStream();
        try (var json = new JsonWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            json.setHtmlSafe(false);
            step.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void message(Message message, JsonWriter json) throws IOException {
        switch (WellKnown.of(message.getDescriptorForType())) {
            case NONE -> {
                json.beginObject();
                fields(message, json);
                json.endObject();
            }
            case TEXT -> json.value(WellKnown.toText(message));
            case WRAPPER -> wrapped(message, json);
            case JSON -> freeForm(message, json);
            case ANY -> any(message, json);
        }
    }

    private void fields(Message message, JsonWriter json) throws IOException {
        for (var set : message.getAllFields().entrySet()) {
            json.name(set.getKey().getJsonName());
            fieldValue(set.getKey(), set.getValue(), json);
        }
    }

    private void fieldValue(FieldDescriptor field, Object value, JsonWriter json) throws IOException {
        if (field.isMapField()) {
            map((List<?>) value, json);
        } else if (field.isRepeated()) {
            json.beginArray();
            for (var element : (List<?>) value) {
                value(field, element, json);
            }
            json.endArray();
        } else {
            value(field, value, json);
        }
    }

    private void map(List<?> entries, JsonWriter json) throws IOException {
        json.beginObject();
        for (var element : entries) {
            var entry = (Message) element;
            var type = entry.getDescriptorForType();
            json.name(keyOf(entry, type.findFieldByNumber(1)));
            value(type.findFieldByNumber(2), entry.getField(type.findFieldByNumber(2)), json);
        }
        json.endObject();
    }

    private static String keyOf(Message entry, FieldDescriptor key) {
        var value = entry.getField(key);
        return isUnsigned(key) ? unsigned(value) : value.toString();
    }

    private void value(FieldDescriptor field, Object value, JsonWriter json) throws IOException {
        switch (value) {
            case Message message -> message(message, json);
            case ByteString bytes -> json.value(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case EnumValueDescriptor named -> enumValue(named, json);
            case Boolean truth -> json.value(truth);
            case Double number -> decimal(number, json);
            case Float number -> decimal(number, json);
            case Integer number when isUnsigned(field) -> json.value(Integer.toUnsignedLong(number));
            case Integer number -> json.value(number);
            case Long number -> json.value(isUnsigned(field) ? Long.toUnsignedString(number) : number.toString());
            default -> json.value(value.toString());
        }
    }

    private static void decimal(Number number, JsonWriter json) throws IOException {
        if (Double.isFinite(number.doubleValue())) {
            json.value(number);
        } else {
            json.value(number.toString());
        }
    }

    private static void enumValue(EnumValueDescriptor value, JsonWriter json) throws IOException {
        if ("google.protobuf.NullValue".equals(value.getType().getFullName())) {
            json.nullValue();
        } else if (value.getIndex() < 0) {
            json.value(value.getNumber());
        } else {
            json.value(value.getName());
        }
    }

    private void wrapped(Message message, JsonWriter json) throws IOException {
        var field = message.getDescriptorForType().findFieldByNumber(1);
        value(field, message.getField(field), json);
    }

    /** Struct and ListValue have one field, Value has one of six: in each the field's JSON is the message's. */
    private void freeForm(Message message, JsonWriter json) throws IOException {
        var type = message.getDescriptorForType();
        if (!"Value".equals(type.getName())) {
            var only = type.findFieldByNumber(1);
            fieldValue(only, message.getField(only), json);
        } else if (message.getAllFields().isEmpty()) {
            json.nullValue();
        } else {
            var set = message.getAllFields().entrySet().iterator().next();
            fieldValue(set.getKey(), set.getValue(), json);
        }
    }

    private void any(Message any, JsonWriter json) throws IOException {
        var type = any.getDescriptorForType();
        var url = (String) any.getField(type.findFieldByNumber(1));
        var bytes = (ByteString) any.getField(type.findFieldByNumber(2));
        json.beginObject();
        if (!url.isEmpty()) {
            json.name("@type").value(url);
            detail(url, bytes, json);
        }
        json.endObject();
    }

    private void detail(String url, ByteString bytes, JsonWriter json) throws IOException {
        var detail = parse(url, bytes);
        if (detail == null) {
            json.name("value").value(Base64.getEncoder().encodeToString(bytes.toByteArray()));
        } else if (WellKnown.of(detail.getDescriptorForType()) == WellKnown.NONE) {
            fields(detail, json);
        } else {
            json.name("value");
            message(detail, json);
        }
    }

    private @Nullable Message parse(String url, ByteString bytes) {
        var type = types.find(url.substring(url.lastIndexOf('/') + 1));
        try {
            return type == null ? null : DynamicMessage.parseFrom(type, bytes);
        } catch (InvalidProtocolBufferException _) {
            return null; // Shown as bytes: whoever sent it may know better than this door.
        }
    }

    private static String unsigned(Object value) {
        return value instanceof Integer small ? Integer.toUnsignedString(small) : Long.toUnsignedString((Long) value);
    }

    private static boolean isUnsigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case UINT32, UINT64, FIXED32, FIXED64 -> true;
            default -> false;
        };
    }

    private static boolean isMessage(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    }
}
