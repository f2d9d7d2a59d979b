package io.fawkes.dataapi.contract;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.Clock;
import io.fawkes.dataapi.domain.fact.Derivations;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.FactState.Held;
import io.fawkes.dataapi.domain.report.AttributedFact;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.dataapi.v1.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Facts as the contract's {@link Fact} and {@link Provenance}, both ways. Field paths of the domain are the field names
 * of the contract, so one law serves every kind.
 */
public final class FactMessages {

    private static final OneofDescriptor BODY =
            Fact.getDescriptor().findFieldByNumber(Fact.DEPLOYMENT_FIELD_NUMBER).getContainingOneof();

    private FactMessages() {}

    /** The fact as it is stored, streamed and shown. */
    public static Fact fact(FactState state, Instant receivedAt) {
        Fact.Builder fact = Fact.newBuilder()
                .setName(state.name())
                .setVersion(state.version())
                .setSource(state.key().source())
                .setSourceId(state.key().sourceId())
                .setOccurTime(FieldValues.timestamp(state.occurredAt()))
                .setReceiveTime(FieldValues.timestamp(receivedAt));
        Message.Builder body = fact.getFieldBuilder(body(state.kind()));
        body.setField(body.getDescriptorForType().findFieldByName("name"), state.name());
        state.fields().forEach((path, held) -> held.value().ifPresent(value -> set(body, path, value)));
        Derivations.of(state).forEach((path, value) -> set(body, path, value));
        return fact.build();
    }

    /** What a fact is about. */
    static Message body(FactState state) {
        return (Message) fact(state, state.occurredAt()).getField(body(state.kind()));
    }

    /** What a fact is about, as callers see it: with the service that claims it. */
    public static Message rendered(AttributedFact found) {
        Fact fact = parse(found.fact());
        Message body = (Message) fact.getField(fact.getOneofFieldDescriptor(BODY));
        return body.toBuilder()
                .setField(body.getDescriptorForType().findFieldByName("service"), found.service())
                .build();
    }

    private static FieldDescriptor body(FactKind kind) {
        int number = switch (kind) {
            case SERVICE -> Fact.SERVICE_FIELD_NUMBER;
            case CHANGE -> Fact.CHANGE_FIELD_NUMBER;
            case DEPLOYMENT -> Fact.DEPLOYMENT_FIELD_NUMBER;
            case INCIDENT -> Fact.INCIDENT_FIELD_NUMBER;
            case BUILD -> Fact.BUILD_FIELD_NUMBER;
            case QUALITY_GATE -> Fact.QUALITY_GATE_FIELD_NUMBER;
            case SLO_OBSERVATION -> Fact.SLO_OBSERVATION_FIELD_NUMBER;
            case CALENDAR -> Fact.CALENDAR_FIELD_NUMBER;
            case POLICY -> Fact.POLICY_FIELD_NUMBER;
            case SURVEY_ANSWER -> Fact.SURVEY_ANSWER_FIELD_NUMBER;
        };
        return Fact.getDescriptor().findFieldByNumber(number);
    }

    private static void set(Message.Builder body, String path, Object value) {
        FieldPath parsed = FieldPath.parse(path);
        Message.Builder holder = parsed.enter(body);
        FieldDescriptor field = parsed.field(holder.getDescriptorForType());
        if (field.isMapField()) {
            holder.addRepeatedField(field, entry(holder, field, parsed.entry(), value));
        } else {
            holder.setField(field, FieldValues.toMessage(value));
        }
    }

    private static Message entry(Message.Builder holder, FieldDescriptor map, String key, Object value) {
        Message.Builder entry = holder.newBuilderForField(map);
        FieldDescriptor keyField = map.getMessageType().findFieldByName("key");
        FieldDescriptor valueField = map.getMessageType().findFieldByName("value");
        return entry.setField(keyField, key)
                .setField(valueField, FieldValues.toMessage(value))
                .build();
    }

    /** Which revision holds which field. */
    public static Provenance provenance(FactState state) {
        NavigableMap<Clock, Provenance.Revision.Builder> revisions = new TreeMap<>();
        state.fields()
                .forEach((path, held) -> revisions
                        .computeIfAbsent(held.clock(), clock -> revision(clock, held))
                        .addFields(path));
        Provenance.Builder provenance = Provenance.newBuilder();
        revisions.descendingMap().values().forEach(provenance::addRevisions);
        return provenance.build();
    }

    private static Provenance.Revision.Builder revision(Clock clock, Held held) {
        return Provenance.Revision.newBuilder()
                .setRevision(clock.revision())
                .setPayloadHash(clock.payloadHash())
                .setOccurTime(FieldValues.timestamp(held.occurredAt()))
                .setDelivery(held.delivery());
    }

    /** Reads a fact back from its stored bytes. */
    public static FactState state(FactKey key, FactKind kind, long version, byte[] fact, byte[] provenance) {
        try {
            Message body = (Message) Fact.parseFrom(fact).getField(body(kind));
            NavigableMap<String, Held> fields = new TreeMap<>();
            for (Provenance.Revision revision : Provenance.parseFrom(provenance).getRevisionsList()) {
                revision.getFieldsList().forEach(path -> fields.put(path, held(revision, body, path)));
            }
            return new FactState(key, kind, version, fields);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("fact " + key + " is stored as something else", e);
        }
    }

    private static Held held(Provenance.Revision revision, Message body, String path) {
        return new Held(
                value(body, FieldPath.parse(path)),
                new Clock(revision.getRevision(), revision.getPayloadHash()),
                FieldValues.instant(revision.getOccurTime()),
                revision.getDelivery());
    }

    /** A field that is held but not there was cleared. */
    private static Optional<Object> value(Message body, FieldPath path) {
        Message holder = path.enter(body);
        FieldDescriptor field = path.field(holder.getDescriptorForType());
        if (field.isMapField()) {
            return entry((List<?>) holder.getField(field), path.entry());
        }
        boolean there = !field.hasPresence() || holder.hasField(field);
        return there ? Optional.of(FieldValues.toDomain(holder.getField(field))) : Optional.empty();
    }

    private static Optional<Object> entry(List<?> entries, String key) {
        return entries.stream()
                .map(entry -> (MapEntry<?, ?>) entry)
                .filter(entry -> entry.getKey().equals(key))
                .map(entry -> FieldValues.toDomain(entry.getValue()))
                .findFirst();
    }

    /** Reads a stored fact as the contract has it. */
    public static Fact parse(Bytes fact) {
        try {
            return Fact.parseFrom(fact.array());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a fact is stored as something else", e);
        }
    }
}
