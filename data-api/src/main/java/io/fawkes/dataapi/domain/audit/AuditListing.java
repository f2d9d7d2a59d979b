package io.fawkes.dataapi.domain.audit;

import io.fawkes.dataapi.domain.filter.FieldType;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.filter.FilterFields;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.dataapi.domain.filter.Order;
import java.util.List;
import java.util.stream.Stream;

/** By what audit events can be filtered and ordered. The documentation has the same table. */
public final class AuditListing {

    /** How audit events are listed: newest first, unless something else is asked. */
    public static final Listing LISTING = new Listing(
            FilterFields.of(Stream.concat(
                            Stream.of(Order.NAME, "actor", "action", "target", "request")
                                    .map(path -> FilterField.of(path, FieldType.TEXT)),
                            Stream.of(FilterField.of("occur_time", FieldType.TIME)))
                    .toList()),
            List.of("occur_time"),
            new Order("occur_time", true));

    private AuditListing() {}
}
