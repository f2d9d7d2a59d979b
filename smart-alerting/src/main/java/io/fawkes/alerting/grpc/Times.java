package io.fawkes.alerting.grpc;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times of the domain as the contract's. */
final class Times {

    private Times() {}

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
