package io.fawkes.dataapi.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's name as the path of a field: {@code source_key.value}, {@code status_changes[finished].occur_time}. Names of
 * fields may be written as in JSON. A list is one column, its members with commas between them.
 *
 * @param name as the header has it
 * @param steps names of members on the way, the last one holds the value
 * @param isTime whether the value is a time
 * @param isList whether it is a list of values
 */
record ColumnPath(String name, List<String> steps, boolean isTime, boolean isList) {

    private static final Pattern STEP = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:\\[([^\\[\\]]+)])?(?:\\.|$)");

    private static final Pattern COMMA = Pattern.compile(",");

    /** Reads a name; fails with InvalidField if {@code type} has no such field. */
    static ColumnPath of(String name, Descriptor type) {
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(name);
        Descriptor inner = type;
        FieldDescriptor field = null;
        int read = 0;
        while (read < name.length() && step.find(read) && step.start() == read) {
            field = field(name, inner, step.group(1));
            steps.add(field.getJsonName());
            boolean isMap = field.isMapField();
            if (isMap != (step.group(2) != null)) {
                throw new InvalidField(name, isMap ? "names no entry (expected: name[key])" : "is no map");
            }
            if (isMap) {
                steps.add(step.group(2));
                field = field.getMessageType().findFieldByName("value");
            }
            inner = field.getJavaType() == JavaType.MESSAGE ? field.getMessageType() : type;
            read = step.end();
        }
        if (field == null || read < name.length() || name.endsWith(".")) {
            throw new InvalidField(name, "no path of a field");
        }
        return new ColumnPath(name, steps, isTime(name, field), field.isRepeated());
    }

    private static FieldDescriptor field(String name, Descriptor type, String step) {
        return type.getFields().stream()
                .filter(field ->
                        field.getName().equals(step) || field.getJsonName().equals(step))
                .findFirst()
                .orElseThrow(() -> new InvalidField(name, type.getName() + " has no field " + step));
    }

    private static boolean isTime(String name, FieldDescriptor field) {
        if (field.getJavaType() != JavaType.MESSAGE) {
            return false;
        }
        if (!field.getMessageType().equals(Timestamp.getDescriptor())) {
            throw new InvalidField(name, "is several fields (expected: one of them)");
        }
        return true;
    }

    /** Sets the value in {@code json}, with the objects on the way. */
    void set(ObjectNode json, String value) {
        ObjectNode holder = json;
        for (String step : steps.subList(0, steps.size() - 1)) {
            holder = holder.withObjectProperty(step);
        }
        if (isList) {
            ArrayNode list = holder.putArray(steps.getLast());
            COMMA.splitAsStream(value).map(String::strip).forEach(list::add);
        } else {
            holder.put(steps.getLast(), value);
        }
    }
}
