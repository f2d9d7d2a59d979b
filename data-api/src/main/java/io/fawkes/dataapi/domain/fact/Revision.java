package io.fawkes.dataapi.domain.fact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a source says about one fact at one point of its own order: some fields, set or cleared. Immutable.
 *
 * @param key whose fact
 * @param kind what it is about
 * @param number position in the source's own order, from the source's data, never from arrival; at least 0
 * @param occurredAt when the source says it came about
 * @param fields values by path; a cleared field has an empty value
 */
public record Revision(
        FactKey key, FactKind kind, long number, Instant occurredAt, NavigableMap<String, Optional<Object>> fields) {

    private static final int STEPS = 4;

    public Revision {
        fields = Collections.unmodifiableNavigableMap(new TreeMap<>(fields));
    }

    /** A revision that says nothing yet. */
    public static Revision of(FactKey key, FactKind kind, long number, Instant occurredAt) {
        return new Revision(key, kind, number, occurredAt, new TreeMap<>());
    }

    /** A revision whose own times order it: by the latest it speaks of; by the epoch if it speaks of none. */
    public static Revision byLatestTime(FactKey key, FactKind kind, NavigableMap<String, Optional<Object>> fields) {
        Instant latest = fields.values().stream()
                .flatMap(Optional::stream)
                .flatMap(value -> PlausibleTimes.time(value).stream())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        return new Revision(key, kind, Math.max(0, latest.toEpochMilli()), latest, fields);
    }

    /**
     * A revision that says nothing yet and is ordered by its time in milliseconds and, at one time, by how far the thing
     * has come: sources whose times have seconds tell of a start and an end at once.
     *
     * @param step place in the thing's life, from 0 to 3; part of stored revisions, so never changed
     */
    public static Revision atStep(FactKey key, FactKind kind, Instant occurredAt, int step) {
        return of(key, kind, occurredAt.toEpochMilli() * STEPS + step, occurredAt);
    }

    /** Also says that {@code field} is {@code value}. */
    public <T> Revision with(Field<T> field, T value) {
        return withEntry(field.path(), Optional.of(value));
    }

    /** Also says that {@code field} is {@code value}, if there is one; else says nothing of it. */
    public <T> Revision withPresent(Field<T> field, Optional<? extends T> value) {
        return value.map(present -> with(field, present)).orElse(this);
    }

    /** Also says that {@code field} is {@code value} or, if that is empty, that it has none. */
    public <T> Revision withOrCleared(Field<T> field, Optional<T> value) {
        return withEntry(field.path(), value.map(present -> present));
    }

    private Revision withEntry(String path, Optional<Object> value) {
        NavigableMap<String, Optional<Object>> more = new TreeMap<>(fields);
        more.put(path, value);
        return new Revision(key, kind, number, occurredAt, more);
    }

    /** What it sets {@code field} to; empty if it clears the field or says nothing of it. */
    public <T> Optional<T> value(Field<T> field) {
        return fields.getOrDefault(field.path(), Optional.empty()).map(field.type()::cast);
    }

    /** What decides between this and other revisions. */
    public Clock clock() {
        return new Clock(number, payloadHash());
    }

    /** Over every path and value, each with its length, so that no two payloads look alike. */
    private long payloadHash() {
        var text = new StringBuilder();
        for (Map.Entry<String, Optional<Object>> field : fields.entrySet()) {
            append(text, field.getKey());
            append(text, field.getValue().map(Object::toString).orElse("\0"));
        }
        return ByteBuffer.wrap(Hashes.sha256(text.toString().getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    private static void append(StringBuilder text, String part) {
        text.append(part.length()).append(':').append(part);
    }
}
