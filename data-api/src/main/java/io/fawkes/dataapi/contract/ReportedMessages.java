package io.fawkes.dataapi.contract;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What callers report, as revisions: of every kind each field that the contract lets callers set, under the contract's own
 * name. The latest of a report's times is its revision, so that the end of a thing wins over its beginning, whichever
 * arrives first.
 */
public final class ReportedMessages {

    private static final String SOURCE = "api";

    private final String field;
    private final NavigableMap<String, Optional<Object>> said = new TreeMap<>();

    private ReportedMessages(String field) {
        this.field = field;
    }

    /**
     * What {@code reported} says. Empty texts and unspecified values say nothing.
     *
     * @param field the field that callers report it in, which refusals name
     * @param sourceId the reporter's own id
     */
    public static Revision revision(FactKind kind, String field, Message reported, String sourceId) {
        return revision(kind, field, reported, _ -> new FactKey(SOURCE, sourceId));
    }

    /**
     * What {@code reported} says of the fact that {@code key} makes of it.
     *
     * @param field the field that callers report it in, which refusals name
     * @param key whose fact it is, from what it says under a key that is nobody's
     */
    public static Revision revision(FactKind kind, String field, Message reported, Function<Revision, FactKey> key) {
        var reading = new ReportedMessages(field);
        reading.read("", reported);
        Revision nobodys = Revision.byLatestTime(new FactKey("", ""), kind, reading.said);
        return Revision.byLatestTime(key.apply(nobodys), kind, reading.said);
    }

    private void read(String prefix, Message message) {
        for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
            if (isCallers(set.getKey())) {
                read(prefix + set.getKey().getName(), set.getKey(), set.getValue());
            }
        }
    }

    private static boolean isCallers(FieldDescriptor field) {
        List<FieldBehavior> behavior = field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior);
        return !behavior.contains(FieldBehavior.OUTPUT_ONLY) && !behavior.contains(FieldBehavior.IDENTIFIER);
    }

    private void read(String path, FieldDescriptor descriptor, Object value) {
        if (descriptor.isMapField()) {
            ((List<?>) value).forEach(entry -> readEntry(path, (MapEntry<?, ?>) entry));
        } else if (value instanceof Message message && !FieldValues.isValue(message)) {
            read(path + ".", message);
        } else if (saysSomething(value)) {
            said.put(path, Optional.of(converted(path, value)));
        }
    }

    private static boolean saysSomething(Object value) {
        return switch (value) {
            case String text -> !text.isEmpty();
            case EnumValueDescriptor chosen -> chosen.getNumber() != 0;
            case io.fawkes.dataapi.v1.SourceKey key -> !key.getValue().isEmpty();
            default -> true;
        };
    }

    private void readEntry(String path, MapEntry<?, ?> entry) {
        String key = entry.getKey().toString();
        String place = path + "[" + key + "]";
        if (key.isEmpty() || key.indexOf('[') >= 0 || key.indexOf(']') >= 0) {
            throw refused(place, "key (expected: the source's own name for it, without brackets)");
        }
        if (entry.getValue() instanceof Message message) {
            demandWhole(place, message);
        }
        said.put(place, Optional.of(converted(place, entry.getValue())));
    }

    /** An entry is one value: what chooses and what dates it must be there. */
    private void demandWhole(String place, Message entry) {
        for (FieldDescriptor part : entry.getDescriptorForType().getFields()) {
            boolean missing = switch (part.getJavaType()) {
                case ENUM -> !saysSomething(entry.getField(part));
                case MESSAGE -> !entry.hasField(part);
                default -> false;
            };
            if (missing) {
                throw refused(place + "." + part.getName(), "missing");
            }
        }
    }

    private Object converted(String path, Object value) {
        try {
            return FieldValues.toDomain(value);
        } catch (DateTimeException | IllegalArgumentException e) {
            InvalidField refusal = refused(path, "not a value that is known here");
            refusal.initCause(e);
            throw refusal;
        }
    }

    private InvalidField refused(String path, String problem) {
        return new InvalidField(field + "." + path, problem);
    }
}
