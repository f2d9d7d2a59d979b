package io.fawkes.dataapi.postgres;

import io.r2dbc.spi.Statement;
import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * A column of byte strings, sent as one with the place of each: the driver writes arrays of them as text, at twice the
 * size and with a quoting that PostgreSQL reads as something else.
 */
final class Packed {

    private final byte[] bytes;
    private final Integer[] starts;
    private final Integer[] lengths;

    private Packed(byte[] bytes, Integer[] starts, Integer[] lengths) {
        this.bytes = bytes;
        this.starts = starts;
        this.lengths = lengths;
    }

    static Packed of(List<byte[]> values) {
        var all = new ByteArrayOutputStream();
        var starts = new Integer[values.size()];
        var lengths = new Integer[values.size()];
        for (int row = 0; row < values.size(); row++) {
            starts[row] = all.size() + 1; // SQL counts from one
            lengths[row] = values.get(row).length;
            all.writeBytes(values.get(row));
        }
        return new Packed(all.toByteArray(), starts, lengths);
    }

    /** Binds the bytes and the two columns of their places. */
    void bind(Statement statement, String bytesMarker, String startsMarker, String lengthsMarker) {
        statement.bind(bytesMarker, bytes).bind(startsMarker, starts).bind(lengthsMarker, lengths);
    }
}
