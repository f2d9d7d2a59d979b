package io.fawkes.dataapi.grpc;

import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import java.time.DateTimeException;
import java.time.Instant;

/** Times of the domain as the contract's, and back. */
final class Times {

    private Times() {}

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    /** The time that {@code field} names. */
    static Instant instant(String field, Timestamp time) {
        try {
            return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
        } catch (DateTimeException | ArithmeticException _) {
            throw new InvalidField(field, "out of range (expected: years 1 to 9999)");
        }
    }
}
