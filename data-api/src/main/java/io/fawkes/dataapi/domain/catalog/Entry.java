package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Field;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something of the catalog as it is described: a service, a calendar, a policy, a team's survey answer. Empty texts and lists count as not set.
 *
 * @param kind what it is
 * @param id last part of its name
 * @param fields what is set, by path
 * @param createdAt when it was created
 */
public record Entry(EntryKind kind, String id, NavigableMap<String, Object> fields, Instant createdAt) {

    /** Source of the catalog's facts. */
    static final String SOURCE = "catalog";

    public Entry {
        NavigableMap<String, Object> said = new TreeMap<>(fields);
        said.values().removeIf(value -> !saysSomething(value));
        fields = Collections.unmodifiableNavigableMap(said);
    }

    /** One of which nothing is said yet. */
    public static Entry of(EntryKind kind, String id, Instant createdAt) {
        return new Entry(kind, id, new TreeMap<>(), createdAt);
    }

    /** The entry that a fact of the catalog describes. */
    public static Entry of(FactState state) {
        EntryKind kind = EntryKind.of(state.kind());
        NavigableMap<String, Object> held = new TreeMap<>();
        kind.fields().forEach(field -> state.get(field).ifPresent(value -> held.put(field.path(), value)));
        String name = state.name();
        return new Entry(
                kind,
                name.substring(name.indexOf('/') + 1),
                held,
                state.get(ServiceFields.CREATE_TIME).orElseGet(state::occurredAt));
    }

    private static boolean saysSomething(Object value) {
        return switch (value) {
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            default -> true;
        };
    }

    /** The value of {@code field}, if it is set. */
    public <T> Optional<T> get(Field<T> field) {
        return Optional.ofNullable(fields.get(field.path())).map(field.type()::cast);
    }

    /** The text of {@code field}; empty if it is not set. */
    public String text(Field<String> field) {
        return get(field).orElse("");
    }

    /** The elements of {@code field}; none if it is not set. */
    @SuppressWarnings("rawtypes") // a list's class carries no element type
    public <T> List<T> list(Field<List> field, Class<T> elements) {
        return get(field).stream()
                .flatMap(list -> ((List<?>) list).stream())
                .map(elements::cast)
                .toList();
    }

    /** The same with another value of one field; an empty text or list unsets it. */
    public <T> Entry with(Field<T> field, T value) {
        NavigableMap<String, Object> other = new TreeMap<>(fields);
        other.put(field.path(), value);
        return new Entry(kind, id, other, createdAt);
    }

    /** The same with {@code value}, or without the field. */
    public <T> Entry withOrWithout(Field<T> field, Optional<T> value) {
        return value.map(present -> with(field, present)).orElseGet(() -> {
            NavigableMap<String, Object> other = new TreeMap<>(fields);
            other.remove(field.path());
            return new Entry(kind, id, other, createdAt);
        });
    }

    /** Resource name. */
    public String name() {
        return kind.kind().collection() + "/" + id;
    }

    /** The key of its fact. */
    public FactKey key() {
        return kind.key(id);
    }

    /** What the log says of it from now on: every field of its kind, set or cleared. */
    Revision revision(long number, Instant now) {
        Revision said = Revision.of(key(), kind.kind(), number, now).with(ServiceFields.CREATE_TIME, createdAt);
        for (Field<?> field : kind.fields()) {
            said = said(said, field);
        }
        return said;
    }

    private <T> Revision said(Revision revision, Field<T> field) {
        return revision.withOrCleared(field, get(field));
    }

    /** What the log says of it first. */
    public Revision revision() {
        return revision(createdAt.toEpochMilli(), createdAt);
    }
}
