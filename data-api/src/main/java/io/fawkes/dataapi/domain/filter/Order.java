package io.fawkes.dataapi.domain.filter;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import java.util.List;

/**
 * In which order a list stands.
 *
 * @param path the field it stands by; a time, or {@value #NAME}
 * @param descending whether the last comes first
 */
public record Order(String path, boolean descending) {

    /** The field that every resource has. */
    public static final String NAME = "name";

    /**
     * Reads an {@code order_by} of AIP-132: one field, and {@code desc} if the last is to come first.
     *
     * @param known fields a list can stand by
     * @param usual the order if nothing is asked
     */
    static Order read(String orderBy, List<String> known, Order usual) {
        if (orderBy.isBlank()) {
            return usual;
        }
        if (orderBy.indexOf(',') >= 0) {
            throw new InvalidField("order_by", orderBy + " (expected: one field)");
        }
        List<String> words = List.of(orderBy.strip().split("\\s+", -1));
        if (!known.contains(words.getFirst())) {
            throw Refusals.unknownField("order_by", words.getFirst(), known);
        }
        if (words.size() > 2 || (words.size() == 2 && !isDirection(words.get(1)))) {
            throw new InvalidField("order_by", orderBy + " (expected: a field, then desc or nothing)");
        }
        return new Order(words.getFirst(), words.getLast().equals("desc"));
    }

    private static boolean isDirection(String word) {
        return word.equals("desc") || word.equals("asc");
    }
}
