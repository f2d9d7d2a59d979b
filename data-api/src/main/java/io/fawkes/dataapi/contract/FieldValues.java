package io.fawkes.dataapi.contract;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.domain.fact.BuildStatus;
import io.fawkes.dataapi.domain.fact.QualityCondition;
import io.fawkes.dataapi.domain.fact.QualityStatus;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.dataapi.domain.fact.StatusChange;
import io.fawkes.dataapi.v1.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Values of the domain's fields as values of the contract's, both ways. */
final class FieldValues {

    private static final String ROLLOUT = "DEPLOYMENT_STATUS_";
    private static final String BUILD = "BUILD_STATUS_";
    private static final String QUALITY = "QUALITY_STATUS_";

    private FieldValues() {}

    static Object toMessage(Object value) {
        return switch (value) {
            case Instant instant -> timestamp(instant);
            case SourceKey key -> sourceKey(key);
            case StatusChange change -> statusChange(change);
            case QualityCondition condition -> condition(condition);
            case RolloutStatus status -> status(status).getValueDescriptor();
            case Duration span -> duration(span);
            case BuildStatus status ->
                io.fawkes.dataapi.v1.BuildStatus.valueOf(BUILD + status.name()).getValueDescriptor();
            case QualityStatus status -> status(status).getValueDescriptor();
            case List<?> list -> list.stream().map(FieldValues::toMessage).toList();
            default -> CatalogValues.toMessage(value);
        };
    }

    /**
     * The value as the domain has it.
     *
     * @throws IllegalArgumentException if it has no place there: a number that is no value of its enum, a message that is
     *     no value
     */
    static Object toDomain(Object value) {
        return switch (value) {
            case Timestamp time -> instant(time);
            case io.fawkes.dataapi.v1.SourceKey key -> sourceKey(key);
            case io.fawkes.dataapi.v1.StatusChange change -> statusChange(change);
            case io.fawkes.dataapi.v1.QualityCondition condition -> condition(condition);
            case com.google.protobuf.Duration span -> Duration.ofSeconds(span.getSeconds(), span.getNanos());
            case EnumValueDescriptor chosen -> chosen(chosen);
            case List<?> list -> list.stream().map(FieldValues::toDomain).toList();
            case Message other -> CatalogValues.toDomain(other);
            default -> value;
        };
    }

    /** Whether {@code message} is the value of one field, and not a group of fields. */
    static boolean isValue(Message message) {
        return message instanceof Timestamp || message instanceof io.fawkes.dataapi.v1.SourceKey;
    }

    private static Object chosen(EnumValueDescriptor chosen) {
        return switch (chosen.getType().getName()) {
            case "BuildStatus" -> BuildStatus.valueOf(without(BUILD, chosen.getName()));
            case "QualityStatus" -> qualityStatus(chosen.getName());
            default -> CatalogValues.toDomain(chosen);
        };
    }

    private static com.google.protobuf.Duration duration(Duration span) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(span.getSeconds())
                .setNanos(span.getNano())
                .build();
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
        return new StatusChange(
                RolloutStatus.valueOf(without(ROLLOUT, change.getStatus().name())), instant(change.getOccurTime()));
    }

    static DeploymentStatus status(RolloutStatus status) {
        return DeploymentStatus.valueOf(ROLLOUT + status.name());
    }

    private static io.fawkes.dataapi.v1.QualityStatus status(QualityStatus status) {
        return io.fawkes.dataapi.v1.QualityStatus.valueOf(QUALITY + status.name());
    }

    private static io.fawkes.dataapi.v1.QualityCondition condition(QualityCondition condition) {
        return io.fawkes.dataapi.v1.QualityCondition.newBuilder()
                .setStatus(status(condition.status()))
                .setMeasured(condition.measured())
                .setThreshold(condition.threshold())
                .build();
    }

    private static QualityCondition condition(io.fawkes.dataapi.v1.QualityCondition condition) {
        return new QualityCondition(
                qualityStatus(condition.getStatus().name()), condition.getMeasured(), condition.getThreshold());
    }

    private static QualityStatus qualityStatus(String name) {
        return QualityStatus.valueOf(without(QUALITY, name));
    }

    /** What is left of a name that has the prefix; of one that has not, the name, which no enum of the domain knows. */
    static String without(String prefix, String name) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
