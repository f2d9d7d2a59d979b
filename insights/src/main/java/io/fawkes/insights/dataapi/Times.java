package io.fawkes.insights.dataapi;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times of the contract. */
final class Times {
    private Times() {}

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
