package io.fawkes.dataapi.domain.catalog;

import io.fawkes.dataapi.domain.filter.FieldType;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.filter.FilterFields;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.dataapi.domain.filter.Order;
import java.util.List;

/** By what services can be filtered and ordered. The documentation has the same table. */
public final class CatalogListing {

    /** Only deleted services have it. */
    public static final FilterField DELETE_TIME = FilterField.of("delete_time", FieldType.TIME);

    /** How services are listed: by id, unless something else is asked. */
    public static final Listing LISTING = new Listing(
            FilterFields.of(List.of(
                    FilterField.of(Order.NAME, FieldType.TEXT),
                    FilterField.of("display_name", FieldType.TEXT),
                    FilterField.of("team", FieldType.TEXT),
                    FilterField.of("tier", FieldType.TEXT),
                    FilterField.of("time_zone", FieldType.TEXT),
                    FilterField.of("production_environments", FieldType.TEXTS),
                    FilterField.of("source_keys.key", FieldType.TEXTS),
                    FilterField.of("source_keys.value", FieldType.TEXTS),
                    FilterField.of("create_time", FieldType.TIME),
                    DELETE_TIME)),
            List.of("create_time"),
            new Order(Order.NAME, false));

    private CatalogListing() {}
}
