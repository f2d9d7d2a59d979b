package io.fawkes.dataapi.domain.filter;

import java.util.Arrays;
import java.util.List;

/**
 * A field that a list can be filtered by.
 *
 * @param path its path in the resource, for example {@code commit.sha}
 * @param type what it holds
 * @param prefix of a {@link FieldType#CHOICE} what the contract's names begin with, which may be left out; else empty
 * @param choices of a {@link FieldType#CHOICE} its names, else empty
 */
public record FilterField(String path, FieldType type, String prefix, List<String> choices) {

    public FilterField {
        choices = List.copyOf(choices);
    }

    /** A field of that type. */
    public static FilterField of(String path, FieldType type) {
        return new FilterField(path, type, "", List.of());
    }

    /** A field that holds one of the names of {@code type}, which the contract writes after {@code prefix}. */
    public static <E extends Enum<E>> FilterField choice(String path, String prefix, Class<E> type) {
        return new FilterField(
                path,
                FieldType.CHOICE,
                prefix,
                Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
    }
}
