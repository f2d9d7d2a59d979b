package io.fawkes.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.List;
import java.util.random.RandomGenerator;

/** Messages full of values at the edges of their types; the same seed makes the same messages. */
final class RandomMessages {
    private static final List<Long> LONGS = List.of(
            0L, 1L, -1L, (long) Integer.MAX_VALUE, (long) Integer.MIN_VALUE, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE);
    /** Without -0.0, whose sign protobuf's parser loses. */
    private static final List<Double> DOUBLES = List.of(
            0.0,
            1.5,
            1e-310,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            1e21,
            123456789.125,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);

    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "é你😀",
            "\"\\/\b\f\n\r\t",
            "\u0000\u001f\u007f",
            "\u2028\u2029",
            "<script>&'=",
            "null",
            "1",
            "x".repeat(30));

    private final RandomGenerator random;
    private final Descriptor every;

    RandomMessages(RandomGenerator random, Descriptor every) {
        this.random = random;
        this.every = every;
    }

    Message next() {
        return message(every, 0);
    }

    private Message message(Descriptor type, int depth) {
        var message = DynamicMessage.newBuilder(type);
        switch (type.getFullName()) {
            case "google.protobuf.Timestamp" ->
                parts(message, random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000_000));
            case "google.protobuf.Duration" -> duration(message);
            case "google.protobuf.FieldMask" -> paths(message);
            case "google.protobuf.Value" -> jsonValue(message, type, depth);
            case "google.protobuf.Any" -> any(message, type, depth);
            default -> fields(message, type, depth);
        }
        return message.build();
    }

    private void fields(Message.Builder message, Descriptor type, int depth) {
        var few = type.getFields().size() < 5;
        for (var field : type.getFields()) {
            if (few || random.nextInt(depth == 0 ? 12 : 40) == 0) {
                set(message, field, depth);
            }
        }
    }

    private void set(Message.Builder message, FieldDescriptor field, int depth) {
        if (!field.isRepeated()) {
            message.setField(field, value(message, field, depth));
            return;
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            message.addRepeatedField(
                    field, field.isMapField() ? entry(message, field, depth, i) : value(message, field, depth));
        }
    }

    /** Keys are distinct, as those of a map are. */
    private Message entry(Message.Builder message, FieldDescriptor field, int depth, int ordinal) {
        var entry = message.newBuilderForField(field);
        var key = field.getMessageType().findFieldByNumber(1);
        var value = field.getMessageType().findFieldByNumber(2);
        entry.setField(
                key,
                switch (key.getJavaType()) {
                    case INT -> ordinal == 1 ? -1 : 7;
                    case LONG -> ordinal == 1 ? -1L : 7L;
                    case BOOLEAN -> ordinal == 1;
                    default -> pick(TEXTS) + ordinal;
                });
        return entry.setField(value, value(entry, value, depth)).build();
    }

    private Object value(Message.Builder owner, FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> pick(LONGS).intValue();
            case LONG -> pick(LONGS);
            case FLOAT -> pick(DOUBLES).floatValue();
            case DOUBLE -> isOfJson(owner) ? 0.5 + random.nextInt(100) : pick(DOUBLES);
            case BOOLEAN -> random.nextBoolean();
            case STRING -> pick(TEXTS);
            case BYTE_STRING -> EveryType.bytes(random);
            case ENUM -> pick(field.getEnumType().getValues());
            case MESSAGE -> depth > 2 ? plain(field.getMessageType()) : message(field.getMessageType(), depth + 1);
        };
    }

    /** The end of every nesting: nothing set, but a value must be one. */
    private Message plain(Descriptor type) {
        var message = DynamicMessage.newBuilder(type);
        if (type.getFullName().equals("google.protobuf.Value")) {
            message.setField(type.findFieldByName("bool_value"), true);
        }
        return message.build();
    }

    private void jsonValue(Message.Builder message, Descriptor type, int depth) {
        var field = pick(type.getFields());
        message.setField(field, value(message, field, depth));
    }

    private void any(Message.Builder message, Descriptor type, int depth) {
        var inner = depth > 1 || random.nextBoolean()
                ? message(
                        pick(every.getFile().getDependencies())
                                .getMessageTypes()
                                .getFirst(),
                        3)
                : message(every, 2);
        var holdsAny = inner.getDescriptorForType().getFullName().equals("google.protobuf.Any");
        if (!holdsAny) {
            message.setField(
                    type.findFieldByName("type_url"),
                    "x/" + inner.getDescriptorForType().getFullName());
            message.setField(type.findFieldByName("value"), inner.toByteString());
        }
    }

    private void duration(Message.Builder message) {
        int sign = random.nextBoolean() ? 1 : -1;
        parts(message, sign * random.nextLong(315_576_000_000L), sign * random.nextInt(1_000_000_000));
    }

    private static void parts(Message.Builder message, long seconds, int nanos) {
        message.setField(message.getDescriptorForType().findFieldByName("seconds"), seconds);
        message.setField(message.getDescriptorForType().findFieldByName("nanos"), nanos);
    }

    private void paths(Message.Builder message) {
        for (int i = random.nextInt(3); i > 0; i--) {
            message.addRepeatedField(
                    message.getDescriptorForType().findFieldByName("paths"), pick(List.of("a", "a_b", "a_b.c_d")));
        }
    }

    private static boolean isOfJson(Message.Builder owner) {
        return owner.getDescriptorForType().getFullName().equals("google.protobuf.Value");
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
