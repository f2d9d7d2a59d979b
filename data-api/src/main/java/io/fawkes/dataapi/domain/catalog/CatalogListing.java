package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.fact.SurveyFields;
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

    private static final Listing SURVEY_ANSWERS =
            listing(texts(Stream.of("team")).toList(), List.of(SurveyFields.ANSWER_TIME.path()));

    private CatalogListing() {}

    /** How entries of that kind are listed: by id, unless something else is asked. */
    public static Listing of(EntryKind kind) {
        return switch (kind) {
            case SERVICE -> SERVICES;
            case CALENDAR -> CALENDARS;
            case POLICY -> POLICIES;
            case SURVEY_ANSWER -> SURVEY_ANSWERS;
        };
    }

    private static Listing listing(Stream<String> texts, Stream<String> lists) {
        Stream<FilterField> listed = lists.map(path -> FilterField.of(path, FieldType.TEXTS));
        return listing(
                Stream.concat(texts(Stream.concat(Stream.of("display_name"), texts)), listed)
                        .toList(),
                List.of());
    }

    private static Stream<FilterField> texts(Stream<String> paths) {
        return paths.map(path -> FilterField.of(path, FieldType.TEXT));
    }

    /** Every list can stand by the time at which its entries were created, too. */
    private static Listing listing(List<FilterField> own, List<String> ownTimes) {
        List<String> times =
                Stream.concat(ownTimes.stream(), Stream.of("create_time")).toList();
        Stream<FilterField> timed = times.stream().map(path -> FilterField.of(path, FieldType.TIME));
        return new Listing(
                FilterFields.of(Stream.of(texts(Stream.of(Order.NAME)), own.stream(), timed, Stream.of(DELETE_TIME))
                        .flatMap(fields -> fields)
                        .toList()),
                times,
                new Order(Order.NAME, false));
    }
}
