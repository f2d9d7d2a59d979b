package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.fawkes.dataapi.v1.CreateIncidentRequest;
import io.fawkes.dataapi.v1.CreateServiceRequest;
import io.fawkes.dataapi.v1.GetIncidentRequest;
import io.fawkes.dataapi.v1.Incident;
import io.fawkes.dataapi.v1.ListIncidentsRequest;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc;
import io.fawkes.dataapi.v1.ReactorIncidentServiceGrpc;
import io.fawkes.dataapi.v1.ReactorIncidentServiceGrpc.ReactorIncidentServiceStub;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.dataapi.v1.SourceKey;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class IncidentReportIT {

    private DataApiServer server;
    private Peer peer;

    @BeforeEach
    void start(@Migrated("data-api") TestDatabase database) throws IOException {
        server = RunningDataApi.on(database);
        peer = RunningDataApi.peer(server);
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
    }

    @Test
    void belongsToTheServiceThatItsOwnIdNames() {
        create("payments");

        Incident reported = report("storm-1", began("2026-03-01T10:00:00Z"));

        assertEquals("services/payments", reported.getService());
        assertEquals(reported, get(reported.getName()));
        assertEquals(List.of(reported), list());
    }

    @Test
    void isOneIncidentHoweverManyReportsTellOfItInWhateverOrder() {
        Incident resolved = began("2026-03-01T10:00:00Z").toBuilder()
                .setResolveTime(time("2026-03-01T11:00:00Z"))
                .setTitle("it was the pool")
                .setSeverity("SEV1")
                .setMitigateTime(time("2026-03-01T10:40:00Z"))
                .build();

        report("storm-1", resolved);
        Incident later = report("storm-1", began("2026-03-01T10:00:00Z"));

        assertEquals(time("2026-03-01T11:00:00Z"), later.getResolveTime());
        assertEquals("it was the pool", later.getTitle());
        assertEquals("sev1", later.getSeverity());
        assertEquals(time("2026-03-01T10:40:00Z"), later.getMitigateTime());
        assertEquals(List.of(later), list("severity = sev1"));
        assertEquals(1, list().size());
    }

    @Test
    void isAnsweredOnceForARequestIdThatComesTwice() {
        CreateIncidentRequest request = CreateIncidentRequest.newBuilder()
                .setIncident(began("2026-03-01T10:00:00Z"))
                .setRequestId(UUID.randomUUID().toString())
                .build();

        assertEquals(report(request), report(request));
        assertEquals(1, list().size());
    }

    @Test
    void isListedNewestFirst() {
        report("older", began("2026-03-01T10:00:00Z"));
        report("newer", began("2026-03-02T10:00:00Z"));

        assertEquals(
                List.of(time("2026-03-02T10:00:00Z"), time("2026-03-01T10:00:00Z")),
                list().stream().map(Incident::getStartTime).toList());
    }

    @Test
    void isRefusedWhenItEndsBeforeItBegins() {
        Incident backwards = began("2026-03-01T10:00:00Z").toBuilder()
                .setResolveTime(time("2026-03-01T09:00:00Z"))
                .build();

        var refusal = assertThrows(StatusRuntimeException.class, () -> report("storm-1", backwards));

        assertEquals("FIELD_INVALID", RpcStatus.errorInfo(refusal).orElseThrow().getReason());
        assertEquals(List.of(), list());
    }

    @Test
    void isRefusedWithoutABeginning() {
        var refusal = assertThrows(
                StatusRuntimeException.class,
                () -> report(
                        "storm-1",
                        began("2026-03-01T10:00:00Z").toBuilder()
                                .clearStartTime()
                                .build()));

        assertEquals("FIELD_INVALID", RpcStatus.errorInfo(refusal).orElseThrow().getReason());
    }

    @Test
    void everyServiceSaysThatItClaimsItsOwnId() {
        Service service = create("payments");

        assertFalse(service.getSourceKeysList().isEmpty());
        assertEquals(key("payments"), service.getSourceKeys(0));
    }

    private Service create(String id) {
        return Await.value(peer.one(
                ReactorCatalogServiceGrpc.newReactorStub(peer.channel()),
                stub -> stub.createService(CreateServiceRequest.newBuilder()
                        .setServiceId(id)
                        .setService(Service.newBuilder().setTeam("teams/cash"))
                        .build())));
    }

    private Incident report(String id, Incident incident) {
        return report(CreateIncidentRequest.newBuilder()
                .setIncidentId(id)
                .setIncident(incident)
                .build());
    }

    private Incident report(CreateIncidentRequest request) {
        return Await.value(peer.one(incidents(), stub -> stub.createIncident(request)));
    }

    private Incident get(String name) {
        return Await.value(peer.one(
                incidents(),
                stub -> stub.getIncident(
                        GetIncidentRequest.newBuilder().setName(name).build())));
    }

    private List<Incident> list() {
        return list("");
    }

    private List<Incident> list(String filter) {
        return Await.value(peer.one(
                        incidents(),
                        stub -> stub.listIncidents(ListIncidentsRequest.newBuilder()
                                .setFilter(filter)
                                .build())))
                .getIncidentsList();
    }

    private ReactorIncidentServiceStub incidents() {
        return ReactorIncidentServiceGrpc.newReactorStub(peer.channel());
    }

    private static Incident began(String start) {
        return Incident.newBuilder()
                .setSourceKey(key("payments"))
                .setStartTime(time(start))
                .build();
    }

    private static SourceKey key(String service) {
        return SourceKey.newBuilder()
                .setKey("fawkes.io/service")
                .setValue(service)
                .build();
    }

    private static Timestamp time(String text) {
        try {
            return Timestamps.parse(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
