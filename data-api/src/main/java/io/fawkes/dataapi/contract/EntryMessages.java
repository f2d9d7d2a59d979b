package io.fawkes.dataapi.contract;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.catalog.EditCatalog;
import io.fawkes.dataapi.domain.catalog.Entry;
import io.fawkes.dataapi.domain.catalog.EntryKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Field;
import java.time.DateTimeException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The catalog's entries as messages of the contract, both ways. Fields have the same names in both. */
public final class EntryMessages {

    private EntryMessages() {}

    /** The entry as callers see it. */
    public static Message rendered(FactState state) {
        Message body = FactMessages.body(state);
        FieldDescriptor etag = body.getDescriptorForType().findFieldByName("etag");
        return body.toBuilder().setField(etag, EditCatalog.etag(state)).build();
    }

    /**
     * The fields that a change of {@code message} is about: those that {@code mask} names, all for {@code *}, those that are
     * set if it is empty. Fails with InvalidField for one that callers cannot change.
     */
    public static Set<String> paths(EntryKind kind, Message message, Collection<String> mask) {
        List<String> editable = kind.editable().stream().map(Field::path).toList();
        Set<String> paths = new TreeSet<>(mask);
        if (paths.isEmpty()) {
            message.getAllFields().keySet().forEach(field -> paths.add(field.getName()));
            paths.retainAll(editable);
        } else if (paths.remove("*")) {
            paths.addAll(editable);
        }
        paths.stream().filter(path -> !editable.contains(path)).findFirst().ifPresent(path -> {
            throw new InvalidField(
                    "update_mask", path + " (expected: *, or some of " + String.join(", ", editable) + ")");
        });
        return paths;
    }

    /** {@code before}, with the fields of {@code paths} as {@code message} has them; fails with InvalidField. */
    public static Entry edited(Entry before, Message message, Set<String> paths) {
        Entry after = before;
        for (Field<?> field : before.kind().editable()) {
            after = paths.contains(field.path()) ? taken(after, field, message) : after;
        }
        return after;
    }

    private static <T> Entry taken(Entry entry, Field<T> field, Message message) {
        return entry.withOrWithout(
                field, value(entry.kind(), field.path(), message).map(field.type()::cast));
    }

    private static Optional<Object> value(EntryKind kind, String path, Message message) {
        FieldDescriptor field =
                Objects.requireNonNull(message.getDescriptorForType().findFieldByName(path), "a field of the contract");
        if (field.hasPresence() && !message.hasField(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(FieldValues.toDomain(message.getField(field)));
        } catch (DateTimeException | IllegalArgumentException e) {
            var refusal =
                    new InvalidField(kind.message() + "." + path, "not a value that is known here: " + e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }
}
