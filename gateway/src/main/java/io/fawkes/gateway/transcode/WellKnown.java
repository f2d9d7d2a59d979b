package io.fawkes.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.FieldMaskUtil;
import com.google.protobuf.util.Timestamps;
import java.text.ParseException;

/** The message types with a JSON form of their own, by what that form is. */
enum WellKnown {
    /** An object of its fields, like any message. */
    NONE,
    /** Text of its own grammar: Timestamp, Duration, FieldMask. */
    TEXT,
    /** The bare value: the wrappers. */
    WRAPPER,
    /** Any JSON value: Struct, Value, ListValue. */
    JSON,
    /** An object with its type's name: Any. */
    ANY;

    static WellKnown of(Descriptor type) {
        return switch (type.getFullName()) {
            case "google.protobuf.Timestamp", "google.protobuf.Duration", "google.protobuf.FieldMask" -> TEXT;
            case "google.protobuf.BoolValue",
                    "google.protobuf.StringValue",
                    "google.protobuf.BytesValue",
                    "google.protobuf.Int32Value",
                    "google.protobuf.Int64Value",
                    "google.protobuf.UInt32Value",
                    "google.protobuf.UInt64Value",
                    "google.protobuf.FloatValue",
                    "google.protobuf.DoubleValue" -> WRAPPER;
            case "google.protobuf.Struct", "google.protobuf.Value", "google.protobuf.ListValue" -> JSON;
            case "google.protobuf.Any" -> ANY;
            default -> NONE;
        };
    }

    /** Reads the text form of a {@link #TEXT} type. */
    static Message fromText(Descriptor type, String text, String path) {
        try {
            return DynamicMessage.parseFrom(type, generatedFromText(type, text).toByteString());
        } catch (ParseException | IllegalArgumentException | InvalidProtocolBufferException e) {
            throw Refusal.invalidField(path, "expected %s".formatted(formOf(type)), e);
        }
    }

    /** Writes the text form of a {@link #TEXT} type; IllegalArgumentException if the value is out of its range. */
    static String toText(Message message) {
        try {
            var bytes = message.toByteString();
            return switch (message.getDescriptorForType().getName()) {
                case "Timestamp" -> Timestamps.toString(com.google.protobuf.Timestamp.parseFrom(bytes));
                case "Duration" -> Durations.toString(com.google.protobuf.Duration.parseFrom(bytes));
                default -> FieldMaskUtil.toJsonString(com.google.protobuf.FieldMask.parseFrom(bytes));
            };
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static MessageLite generatedFromText(Descriptor type, String text) throws ParseException {
        return switch (type.getName()) {
            case "Timestamp" -> Timestamps.parse(text);
            case "Duration" -> Durations.parse(text);
            default -> FieldMaskUtil.fromJsonString(text);
        };
    }

    private static String formOf(Descriptor type) {
        return switch (type.getName()) {
            case "Timestamp" -> "an RFC 3339 time such as 2026-11-21T09:30:00Z";
            case "Duration" -> "seconds with an s, such as 1.5s";
            default -> "field paths joined with commas";
        };
    }
}
