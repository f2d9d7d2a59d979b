package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.filter.FieldType;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.filter.FilterFields;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.dataapi.domain.filter.Order;
import java.util.List;
import java.util.stream.Stream;

/** By what the catalog can be filtered and ordered. The documentation has the same table. */
public final class CatalogListing {

    /** Only deleted entries have it. */
    public static final FilterField DELETE_TIME = FilterField.of("delete_time", FieldType.TIME);

    private static final Listing SERVICES = listing(
            Stream.of(
                    "team",
                    "tier",
                    "time_zone",
                    "lifecycle",
                    "system",
                    "calendar",
                    "policy",
                    "catalog_source",
                    "catalog_entity"),
            Stream.of("production_environments", "source_keys.key", "source_keys.value", "dependencies.service"));

    private static final Listing CALENDARS = listing(Stream.of("time_zone", "holiday_country"), Stream.of());

    private static final Listing POLICIES =
            listing(Stream.of("subject", "time_zone", "calendar", "level_policy"), Stream.of());

    private CatalogListing() {}

    /** How entries of that kind are listed: by id, unless something else is asked. */
    public static Listing of(EntryKind kind) {
        return switch (kind) {
            case SERVICE -> SERVICES;
            case CALENDAR -> CALENDARS;
            case POLICY -> POLICIES;
        };
    }

    private static Listing listing(Stream<String> texts, Stream<String> lists) {
        Stream<FilterField> named = Stream.concat(Stream.of(Order.NAME, "display_name"), texts)
                .map(path -> FilterField.of(path, FieldType.TEXT));
        Stream<FilterField> listed = lists.map(path -> FilterField.of(path, FieldType.TEXTS));
        Stream<FilterField> times = Stream.of(FilterField.of("create_time", FieldType.TIME), DELETE_TIME);
        return new Listing(
                FilterFields.of(Stream.of(named, listed, times)
                        .flatMap(fields -> fields)
                        .toList()),
                List.of("create_time"),
                new Order(Order.NAME, false));
    }
}
