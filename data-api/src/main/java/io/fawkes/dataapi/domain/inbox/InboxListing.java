package io.fawkes.dataapi.domain.inbox;

import io.fawkes.dataapi.domain.filter.FieldType;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.filter.FilterFields;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.dataapi.domain.filter.Order;
import java.util.List;

/** By what deliveries can be filtered and ordered. The documentation has the same table. */
public final class InboxListing {

    /** How deliveries are listed: newest first, unless something else is asked. */
    public static final Listing LISTING = new Listing(
            FilterFields.of(List.of(
                    FilterField.of(Order.NAME, FieldType.TEXT),
                    FilterField.of("source", FieldType.TEXT),
                    FilterField.of("event", FieldType.TEXT),
                    FilterField.of("source_delivery_id", FieldType.TEXT),
                    FilterField.of("receive_time", FieldType.TIME),
                    FilterField.choice("outcome", "DELIVERY_OUTCOME_", Delivery.Outcome.class),
                    FilterField.of("reason", FieldType.TEXT),
                    FilterField.of("facts", FieldType.TEXTS),
                    FilterField.of("body_size", FieldType.INTEGER),
                    FilterField.choice("body_state", "DELIVERY_BODY_STATE_", Delivery.BodyState.class),
                    FilterField.of("replay_count", FieldType.INTEGER),
                    FilterField.of("replay_time", FieldType.TIME))),
            List.of("receive_time"),
            new Order("receive_time", true));

    private InboxListing() {}
}
