package io.fawkes.dataapi.domain.fact;

import java.time.Instant;

/**
 * One field of a kind of fact.
 *
 * @param path its path in the contract's message, for example {@code commit.sha}; an entry of a map is
 *     {@code status_changes[209916254]}
 * @param type type of its values: String, Boolean, Long, Double, Instant, {@link SourceKey}, {@link StatusChange},
 *     {@link BuildStatus}, {@link QualityStatus}, {@link QualityCondition} or a list of strings or source keys
 */
public record Field<T>(String path, Class<T> type) {

    static Field<String> text(String path) {
        return new Field<>(path, String.class);
    }

    static Field<Instant> time(String path) {
        return new Field<>(path, Instant.class);
    }

    static Field<Boolean> flag(String path) {
        return new Field<>(path, Boolean.class);
    }

    static Field<Long> number(String path) {
        return new Field<>(path, Long.class);
    }

    static Field<Double> decimal(String path) {
        return new Field<>(path, Double.class);
    }

    /** A field whose entries merge one by one. */
    public record Map<T>(String path, Class<T> type) {

        /** The entry of {@code key}. */
        public Field<T> at(String key) {
            return new Field<>(path + "[" + key + "]", type);
        }

        /** Whether {@code entry} is the path of an entry of this field. */
        public boolean holds(String entry) {
            return entry.startsWith(path + "[");
        }
    }
}
