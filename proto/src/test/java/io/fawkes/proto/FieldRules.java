package io.fawkes.proto;

import com.google.api.FieldBehavior;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Fields, enums and comments: AIP-126, AIP-142, AIP-158, AIP-192, AIP-203. */
final class FieldRules {
    private static final Pattern INSTANT = Pattern.compile("(.*_)?time");
    private static final Pattern SPAN = Pattern.compile("(.*_)?(duration|timeout|ttl|age|delay)");
    private static final Pattern UNIT = Pattern.compile(
            "(.*_)?(nanos|micros|millis|ms|seconds|secs|minutes|hours|days|weeks|timestamp|epoch|date|at)");

    static final List<Rule> ALL = List.of(
            Rule.forEach("times are Timestamp and spans are Duration", Mesh::fields, FieldRules::time),
            Rule.forEach("page sizes are int32 and tokens strings", Mesh::fields, FieldRules::paging),
            Rule.forEach("a field behaviour says something", Mesh::fields, FieldRules::behavior),
            Rule.forEach("an enum begins with UNSPECIFIED", Mesh::enums, FieldRules::zero),
            Rule.forEach("everything has a comment", Mesh::elements, FieldRules::comment));

    private FieldRules() {}

    private static void time(FieldDescriptor field, Faults faults) {
        var name = field.getName();
        faults.unless(
                !INSTANT.matcher(name).matches() || Fields.isOf(field, "google.protobuf.Timestamp"), "is no Timestamp");
        faults.unless(
                !SPAN.matcher(name).matches() || Fields.isOf(field, "google.protobuf.Duration"), "is no Duration");
        faults.unless(!UNIT.matcher(name).matches() || !isNumber(field), "is a number that stands for a time");
    }

    private static boolean isNumber(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT, LONG, FLOAT, DOUBLE -> true;
            case BOOLEAN, STRING, BYTE_STRING, ENUM, MESSAGE -> false;
        };
    }

    private static void paging(FieldDescriptor field, Faults faults) {
        switch (field.getName()) {
            case "page_size" -> faults.unless(Fields.isSingle(field, FieldDescriptor.Type.INT32), "is no int32");
            case "page_token", "next_page_token" -> faults.unless(Fields.isString(field), "is no string");
            default -> {}
        }
    }

    private static void behavior(FieldDescriptor field, Faults faults) {
        faults.unless(
                !Fields.has(field, FieldBehavior.FIELD_BEHAVIOR_UNSPECIFIED), "is marked FIELD_BEHAVIOR_UNSPECIFIED");
        faults.unless(
                !(Fields.isRequired(field) && Fields.has(field, FieldBehavior.OUTPUT_ONLY)),
                "is marked both REQUIRED and OUTPUT_ONLY");
    }

    private static void zero(EnumDescriptor type, Faults faults) {
        var prefix = type.getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        var zero = type.findValueByNumber(0);
        faults.unlessEqual("value 0", zero == null ? "none" : zero.getName(), prefix + "_UNSPECIFIED");
    }

    private static void comment(GenericDescriptor element, Faults faults) {
        faults.unless(!Source.comment(element).isEmpty(), "has no comment");
    }
}
