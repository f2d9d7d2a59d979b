package io.fawkes.dataapi.contract;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.v1.DeploymentStatus;
import java.time.Instant;
import java.util.List;

/** Values of the domain's fields as values of the contract's, both ways. */
final class FieldValues {

    private static final String STATUS_PREFIX = "DEPLOYMENT_STATUS_";

    private FieldValues() {}

    static Object toMessage(Object value) {
        return switch (value) {
            case Instant instant -> timestamp(instant);
            case SourceKey key -> sourceKey(key);
            case StatusChange change -> statusChange(change);
            case List<?> list -> list.stream().map(FieldValues::toMessage).toList();
            default -> value;
        };
    }

    static Object toDomain(Object value) {
        return switch (value) {
            case Timestamp time -> instant(time);
            case io.fawkes.dataapi.v1.SourceKey key -> sourceKey(key);
            case io.fawkes.dataapi.v1.StatusChange change -> statusChange(change);
            case List<?> list -> list.stream().map(FieldValues::toDomain).toList();
            case Message other ->
                throw new IllegalArgumentException(
                        other.getDescriptorForType().getFullName() + " is no value of a field");
            default -> value;
        };
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    static SourceKey sourceKey(io.fawkes.dataapi.v1.SourceKey key) {
        return new SourceKey(key.getKey(), key.getValue());
    }

    static io.fawkes.dataapi.v1.SourceKey sourceKey(SourceKey key) {
        return io.fawkes.dataapi.v1.SourceKey.newBuilder()
                .setKey(key.key())
                .setValue(key.value())
                .build();
    }

    private static io.fawkes.dataapi.v1.StatusChange statusChange(StatusChange change) {
        return io.fawkes.dataapi.v1.StatusChange.newBuilder()
                .setStatus(status(change.status()))
                .setOccurTime(timestamp(change.occurredAt()))
                .build();
    }

    private static StatusChange statusChange(io.fawkes.dataapi.v1.StatusChange change) {
        return new StatusChange(status(change.getStatus()), instant(change.getOccurTime()));
    }

    static DeploymentStatus status(RolloutStatus status) {
        return DeploymentStatus.valueOf(STATUS_PREFIX + status.name());
    }

    /** An unspecified or unknown status has no place in the domain. */
    static RolloutStatus status(DeploymentStatus status) {
        return RolloutStatus.valueOf(status.name().substring(STATUS_PREFIX.length()));
    }
}
