package io.fawkes.dataapi.domain.token;

import io.fawkes.dataapi.domain.filter.FieldType;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.filter.FilterFields;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.dataapi.domain.filter.Order;
import java.util.List;

/** By what tokens can be filtered and ordered. The documentation has the same table. */
public final class ApiTokenListing {

    /** How tokens are listed: newest first, unless something else is asked. */
    public static final Listing LISTING = new Listing(
            FilterFields.of(List.of(
                    FilterField.of(Order.NAME, FieldType.TEXT),
                    FilterField.of("display_name", FieldType.TEXT),
                    FilterField.of("creator", FieldType.TEXT),
                    FilterField.of("create_time", FieldType.TIME),
                    FilterField.of("expire_time", FieldType.TIME),
                    FilterField.of("last_use_time", FieldType.TIME),
                    FilterField.of("revoke_time", FieldType.TIME))),
            List.of("create_time"),
            new Order("create_time", true));

    private ApiTokenListing() {}
}
