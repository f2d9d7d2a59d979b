package io.fawkes.dataapi.domain.backfill;

import io.fawkes.dataapi.domain.filter.FieldType;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.filter.FilterFields;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.dataapi.domain.filter.Order;
import java.util.List;

/** By what backfills can be filtered and ordered. The documentation has the same table. */
public final class BackfillListing {

    /** How backfills are listed: newest first, unless something else is asked. */
    public static final Listing LISTING = new Listing(
            FilterFields.of(List.of(
                    FilterField.of(Order.NAME, FieldType.TEXT),
                    FilterField.choice("source", "BACKFILL_SOURCE_", BackfillSource.class),
                    FilterField.of("scope", FieldType.TEXT),
                    FilterField.choice("state", "BACKFILL_STATE_", BackfillState.class),
                    FilterField.of("rejected_count", FieldType.INTEGER),
                    FilterField.of("create_time", FieldType.TIME))),
            List.of("create_time"),
            new Order("create_time", true));

    private BackfillListing() {}
}
