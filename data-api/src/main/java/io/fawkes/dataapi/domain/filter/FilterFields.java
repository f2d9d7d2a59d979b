package io.fawkes.dataapi.domain.filter;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The fields that a list can be filtered by: what is documented, and nothing else. Immutable. */
public final class FilterFields {

    private final Map<String, FilterField> byPath = new TreeMap<>();

    private FilterFields(Collection<FilterField> fields) {
        fields.forEach(field -> byPath.put(field.path(), field));
    }

    /** These fields. */
    public static FilterFields of(List<FilterField> fields) {
        return new FilterFields(fields);
    }

    /** All of them, by path. */
    public Collection<FilterField> all() {
        return List.copyOf(byPath.values());
    }

    /**
     * A place in a resource.
     *
     * @param field the field
     * @param key of a map's entry the key
     */
    record Place(FilterField field, Optional<String> key) {}

    /** What {@code segments} lead to: a field, or an entry of a map. */
    Place find(List<String> segments) {
        String path = String.join(".", segments);
        FilterField whole = byPath.get(path);
        if (whole != null) {
            return new Place(whole, Optional.empty());
        }
        return byPath.values().stream()
                .filter(field -> field.type() == FieldType.MAP && path.startsWith(field.path() + "."))
                .map(map -> new Place(map, Optional.of(path.substring(map.path().length() + 1))))
                .findFirst()
                .orElseThrow(() -> Refusals.unknownField("filter", path, byPath.keySet()));
    }
}
