package io.fawkes.alerting.dataapi;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.fawkes.alerting.domain.Bytes;
import io.fawkes.alerting.domain.group.Incident;
import io.fawkes.alerting.domain.group.IncidentNames;
import io.fawkes.alerting.domain.group.IncidentWriter;
import io.fawkes.dataapi.v1.CreateIncidentRequest;
import io.fawkes.dataapi.v1.ReactorIncidentServiceGrpc;
import io.fawkes.dataapi.v1.ReactorIncidentServiceGrpc.ReactorIncidentServiceStub;
import io.fawkes.dataapi.v1.SourceKey;
import io.fawkes.runtime.postgres.OutboxMessage;
import io.fawkes.runtime.rpc.Peer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Reports incidents to data-api, from the outbox. The request id is derived from the message, so repeating is harmless. */
public final class IncidentReports implements IncidentWriter {

    private static final String SERVICE_KEY = "fawkes.io/service";

    private final Peer peer;
    private final ReactorIncidentServiceStub stub;
    private final IncidentNames names;

    public IncidentReports(Peer peer, IncidentNames names) {
        this.peer = peer;
        this.stub = ReactorIncidentServiceGrpc.newReactorStub(peer.channel());
        this.names = names;
    }

    @Override
    public Bytes write(Incident incident) {
        var fact = io.fawkes.dataapi.v1.Incident.newBuilder()
                .setSourceKey(SourceKey.newBuilder().setKey(SERVICE_KEY).setValue(incident.service()))
                .setTitle(incident.title())
                .setStartTime(timestamp(incident.startsAt()))
                .setUri(incident.uri());
        incident.severity().ifPresent(fact::setSeverity);
        incident.resolvedAt().map(IncidentReports::timestamp).ifPresent(fact::setResolveTime);
        return Bytes.of(CreateIncidentRequest.newBuilder()
                .setIncident(fact)
                .setIncidentId(incident.id())
                .build()
                .toByteArray());
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    /** Makes one attempt; completes when data-api has committed the incident and its name is noted. */
    public Mono<Void> send(OutboxMessage message) {
        return Mono.fromCallable(() -> request(message))
                .flatMap(request -> peer.one(stub, incidents -> incidents.createIncident(request))
                        .flatMap(known -> names.note(request.getIncidentId(), known.getName())));
    }

    private static CreateIncidentRequest request(OutboxMessage message) throws InvalidProtocolBufferException {
        UUID requestId = UUID.nameUUIDFromBytes(message.key().getBytes(StandardCharsets.UTF_8));
        return CreateIncidentRequest.parseFrom(message.payload()).toBuilder()
                .setRequestId(requestId.toString())
                .build();
    }
}
