package io.fawkes.gateway.transcode;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;

/**
 * Reads the JSON form of messages. Stricter than the mapping asks: RFC 8259 only, no unknown fields, no name twice, no
 * enum value that is not declared; every refusal names the field as the client wrote it. Safe for concurrent use.
 */
final class MessageReader {
    private static final int DEEPEST = 100;

    private final JsonFormat.Parser freeForm;
    private final boolean lenient;

    /** @param lenient whether fields that a message does not have are passed over */
    MessageReader(TypeRegistry types, boolean lenient) {
        var parser = JsonFormat.parser().usingTypeRegistry(types);
        this.freeForm = lenient ? parser.ignoringUnknownFields() : parser;
        this.lenient = lenient;
    }

    boolean isLenient() {
        return lenient;
    }

    /** Reads a document that is the message. */
    void readMessage(ByteString json, Message.Builder into) {
        document(json, "the body", reader -> message(reader, into, "", 0));
    }

    /** Reads a document that is the value of one field of the message. */
    void readField(ByteString json, FieldDescriptor field, Message.Builder into) {
        document(json, "the body", reader -> field(reader, field, into, field.getJsonName(), 0));
    }

    /** Reads a document that stands in a query parameter. */
    void readText(String json, Message.Builder into, String path) {
        document(ByteString.copyFromUtf8(json), path, reader -> message(reader, into, path, 0));
    }

    private interface Step {
        void read(JsonReader reader) throws IOException;
    }

    private static void document(ByteString json, String what, Step step) {
        try (var reader = new JsonReader(new StringReader(PercentCoding.utf8(json.asReadOnlyByteBuffer())))) {
            reader.setStrictness(Strictness.STRICT);
            step.read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw Refusal.malformed(what + " goes on after its JSON document");
            }
        } catch (IOException | IllegalStateException | JsonParseException e) {
            throw Refusal.malformed(what + " is not JSON in UTF-8", e);
        }
    }

    private void message(JsonReader reader, Message.Builder into, String path, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw Refusal.malformedField(path, "is nested too deeply");
        }
        switch (WellKnown.of(into.getDescriptorForType())) {
            case NONE -> object(reader, into, path, depth);
            case TEXT -> into.mergeFrom(text(reader, into.getDescriptorForType(), path));
            case WRAPPER -> wrapped(reader, into, path, depth);
            case JSON, ANY -> freeForm(reader, into, path);
        }
    }

    /** A null here stands in a list or a map, where it clears nothing. */
    private void wrapped(JsonReader reader, Message.Builder into, String path, int depth) throws IOException {
        if (reader.peek() == JsonToken.NULL) {
            throw Refusal.malformedField(path, "is null (expected: a value)");
        }
        field(reader, into.getDescriptorForType().findFieldByNumber(1), into, path, depth);
    }

    private void object(JsonReader reader, Message.Builder into, String path, int depth) throws IOException {
        expect(reader, JsonToken.BEGIN_OBJECT, path);
        reader.beginObject();
        var seen = new HashSet<FieldDescriptor>();
        while (reader.hasNext()) {
            var name = reader.nextName();
            var inner = path.isEmpty() ? name : path + "." + name;
            var field = FieldPath.field(into.getDescriptorForType(), name);
            if (field == null) {
                unknown(reader, inner, into);
            } else if (seen.add(field)) {
                field(reader, field, into, inner, depth);
            } else {
                throw Refusal.malformedField(inner, "is given twice");
            }
        }
        reader.endObject();
    }

    private void unknown(JsonReader reader, String path, Message.Builder into) throws IOException {
        if (!lenient) {
            throw Refusal.malformedField(path, "is not a field of %s".formatted(nameOf(into)));
        }
        reader.skipValue();
    }

    private void field(JsonReader reader, FieldDescriptor field, Message.Builder into, String path, int depth)
            throws IOException {
        if (reader.peek() == JsonToken.NULL && !takesNull(field)) {
            reader.nextNull();
        } else if (field.isMapField()) {
            map(reader, field, into, path, depth);
        } else if (field.isRepeated()) {
            list(reader, field, into, path, depth);
        } else {
            requireFreeOneof(field, into, path);
            into.setField(field, value(reader, field, into, path, depth));
        }
    }

    private void map(JsonReader reader, FieldDescriptor field, Message.Builder into, String path, int depth)
            throws IOException {
        expect(reader, JsonToken.BEGIN_OBJECT, path);
        reader.beginObject();
        var type = field.getMessageType();
        var seen = new HashSet<>();
        while (reader.hasNext()) {
            var name = reader.nextName();
            var inner = "%s[%s]".formatted(path, name);
            var key = ScalarReader.read(type.findFieldByNumber(1), name, inner);
            if (!seen.add(key)) {
                throw Refusal.malformedField(inner, "is given twice");
            }
            var entry = into.newBuilderForField(field).setField(type.findFieldByNumber(1), key);
            entry.setField(type.findFieldByNumber(2), value(reader, type.findFieldByNumber(2), entry, inner, depth));
            into.addRepeatedField(field, entry.build());
        }
        reader.endObject();
    }

    private void list(JsonReader reader, FieldDescriptor field, Message.Builder into, String path, int depth)
            throws IOException {
        expect(reader, JsonToken.BEGIN_ARRAY, path);
        reader.beginArray();
        for (int i = 0; reader.hasNext(); i++) {
            into.addRepeatedField(field, value(reader, field, into, "%s[%d]".formatted(path, i), depth));
        }
        reader.endArray();
    }

    private Object value(JsonReader reader, FieldDescriptor field, Message.Builder owner, String path, int depth)
            throws IOException {
        return switch (field.getJavaType()) {
            case MESSAGE -> {
                var inner = owner.newBuilderForField(field);
                message(reader, inner, path, depth + 1);
                yield inner.build();
            }
            case STRING, BYTE_STRING -> {
                expect(reader, JsonToken.STRING, path);
                yield ScalarReader.read(field, reader.nextString(), path);
            }
            case BOOLEAN -> {
                expect(reader, JsonToken.BOOLEAN, path);
                yield reader.nextBoolean();
            }
            case ENUM -> enumValue(reader, field, path);
            case INT, LONG, FLOAT, DOUBLE -> ScalarReader.read(field, numberOrText(reader, path), path);
        };
    }

    private static Object enumValue(JsonReader reader, FieldDescriptor field, String path) throws IOException {
        if (reader.peek() == JsonToken.NULL && takesNull(field)) {
            reader.nextNull();
            return field.getEnumType().findValueByNumber(0);
        }
        return ScalarReader.read(field, numberOrText(reader, path), path);
    }

    private static Message text(JsonReader reader, Descriptor type, String path) throws IOException {
        expect(reader, JsonToken.STRING, path);
        return WellKnown.fromText(type, reader.nextString(), path);
    }

    private void freeForm(JsonReader reader, Message.Builder into, String path) throws IOException {
        var json = JsonParser.parseReader(reader).toString();
        try {
            freeForm.merge(json, into);
        } catch (InvalidProtocolBufferException e) {
            throw Refusal.invalidField(path, "expected %s".formatted(nameOf(into)), e);
        }
    }

    private static String numberOrText(JsonReader reader, String path) throws IOException {
        if (reader.peek() != JsonToken.NUMBER) {
            expect(reader, JsonToken.STRING, path);
        }
        return reader.nextString();
    }

    private static void expect(JsonReader reader, JsonToken expected, String path) throws IOException {
        var actual = reader.peek();
        if (actual != expected) {
            var text = "is %s (expected: %s)".formatted(wordFor(actual), wordFor(expected));
            throw path.isEmpty() ? Refusal.malformed("the body " + text) : Refusal.malformedField(path, text);
        }
    }

    private static String wordFor(JsonToken token) {
        return switch (token) {
            case BEGIN_ARRAY, END_ARRAY -> "an array";
            case BEGIN_OBJECT, END_OBJECT, NAME -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case END_DOCUMENT -> "nothing";
        };
    }

    private static boolean takesNull(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE ->
                "google.protobuf.Value".equals(field.getMessageType().getFullName());
            case ENUM -> "google.protobuf.NullValue".equals(field.getEnumType().getFullName());
            default -> false;
        };
    }

    static void requireFreeOneof(FieldDescriptor field, Message.Builder into, String path) {
        var oneof = field.getRealContainingOneof();
        if (oneof != null && into.hasOneof(oneof)) {
            var other = into.getOneofFieldDescriptor(oneof);
            throw Refusal.malformedField(path, "excludes %s, which is given too".formatted(other.getJsonName()));
        }
    }

    private static String nameOf(Message.Builder message) {
        return message.getDescriptorForType().getFullName();
    }
}
