package io.fawkes.dataapi.domain.imports;

import io.fawkes.dataapi.domain.filter.FieldType;
import io.fawkes.dataapi.domain.filter.FilterField;
import io.fawkes.dataapi.domain.filter.FilterFields;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.dataapi.domain.filter.Order;
import java.util.List;

/** By what imports and their refused lines can be filtered and ordered. The documentation has the same tables. */
public final class ImportListing {

    /** How imports are listed: newest first, unless something else is asked. */
    public static final Listing IMPORTS = new Listing(
            FilterFields.of(List.of(
                    FilterField.of(Order.NAME, FieldType.TEXT),
                    FilterField.choice("format", "IMPORT_FORMAT_", ImportFormat.class),
                    FilterField.choice("state", "IMPORT_STATE_", ImportState.class),
                    FilterField.of("creator", FieldType.TEXT),
                    FilterField.of("create_time", FieldType.TIME),
                    FilterField.of("rejected_count", FieldType.INTEGER))),
            List.of("create_time"),
            new Order("create_time", true));

    /** How refused lines are listed: as they stand in the file. */
    public static final Listing ERRORS = new Listing(
            FilterFields.of(
                    List.of(FilterField.of("line", FieldType.INTEGER), FilterField.of("field", FieldType.TEXT))),
            List.of(),
            new Order(Order.NAME, false));

    private ImportListing() {}
}
