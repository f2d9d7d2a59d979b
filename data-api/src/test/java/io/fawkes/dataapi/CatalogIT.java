package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.FieldMask;
import io.fawkes.dataapi.v1.BatchGetIncidentsRequest;
import io.fawkes.dataapi.v1.BatchGetServicesRequest;
import io.fawkes.dataapi.v1.CreateIncidentRequest;
import io.fawkes.dataapi.v1.CreateServiceRequest;
import io.fawkes.dataapi.v1.DeleteServiceRequest;
import io.fawkes.dataapi.v1.FindUnmappedSourcesRequest;
import io.fawkes.dataapi.v1.GetServiceRequest;
import io.fawkes.dataapi.v1.Incident;
import io.fawkes.dataapi.v1.ListIncidentsRequest;
import io.fawkes.dataapi.v1.ListIncidentsResponse;
import io.fawkes.dataapi.v1.ListServicesRequest;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc.ReactorCatalogServiceStub;
import io.fawkes.dataapi.v1.ReactorIncidentServiceGrpc;
import io.fawkes.dataapi.v1.ReactorIncidentServiceGrpc.ReactorIncidentServiceStub;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.dataapi.v1.SourceKey;
import io.fawkes.dataapi.v1.UndeleteServiceRequest;
import io.fawkes.dataapi.v1.UnmappedSource;
import io.fawkes.dataapi.v1.UpdateServiceRequest;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import reactor.core.publisher.Mono;

/** Services that change, and what the lists and batches of the rpcs promise. */
@ExtendWith(PostgresExtension.class)
class CatalogIT {

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
    void changesWhatTheMaskNamesAndNothingElse() {
        Service before = create("payments", "teams/cash", "octo/pay");

        Service after = update(
                before.toBuilder().setTeam("teams/coins").setTier("tier-1").build(), "team");

        assertEquals("teams/coins", after.getTeam());
        assertEquals("", after.getTier());
        assertEquals(before.getSourceKeysList(), after.getSourceKeysList());
        assertNotEquals(before.getEtag(), after.getEtag());
        assertEquals(after, get("payments"));
        assertEquals(after, update(after, "*"), "the same again changes nothing");
    }

    @Test
    void refusesAChangeOfWhatOthersChangedMeanwhile() {
        Service read = create("payments", "teams/cash", "octo/pay");
        update(read.toBuilder().setTier("tier-1").build(), "tier");

        assertReason(
                "ETAG_MISMATCH", () -> update(read.toBuilder().setTier("tier-2").build(), "tier"));
        assertReason("FIELD_INVALID", () -> update(read.toBuilder().clearEtag().build(), "name"));
        assertEquals("tier-1", get("payments").getTier());
    }

    @Test
    void factsFollowAKeyThatMovesToAnotherService() {
        Service one = create("one", "", "octo/shop");
        create("two", "", "octo/other");
        report("i1", "octo/shop");

        assertReason(
                "SOURCE_KEY_CLAIMED",
                () -> update(
                        get("two").toBuilder().addSourceKeys(key("Octo/Shop")).build(), "source_keys"));
        update(one.toBuilder().clearSourceKeys().build(), "source_keys");
        update(get("two").toBuilder().addSourceKeys(key("octo/shop")).build(), "source_keys");

        assertEquals(
                List.of("services/two"),
                list("", "", "").getIncidentsList().stream()
                        .map(Incident::getService)
                        .toList());
    }

    @Test
    void aDeletedServiceIsOutOfListsKeepsItsFactsAndComesBack() {
        create("payments", "teams/cash", "octo/shop");
        report("i1", "octo/shop");

        call(stub -> stub.deleteService(
                DeleteServiceRequest.newBuilder().setName("services/payments").build()));

        assertEquals(List.of(), services(false));
        assertEquals(List.of("services/payments"), services(true));
        assertTrue(get("payments").hasDeleteTime());
        assertEquals("services/payments", list("", "", "").getIncidents(0).getService());
        assertReason("SERVICE_DELETED", () -> update(get("payments"), "*"));

        Service back = call(stub -> stub.undeleteService(
                UndeleteServiceRequest.newBuilder().setName("services/payments").build()));
        assertFalse(back.hasDeleteTime());
        assertEquals(List.of("services/payments"), services(false));
    }

    @Test
    void batchesAnswerInTheOrderOfTheNamesOrNotAtAll() {
        create("one", "", "octo/one");
        create("two", "", "octo/two");
        String first = report("i1", "octo/one").getName();
        String second = report("i2", "octo/two").getName();

        assertEquals(List.of("services/two", "services/one", "services/two"), batch("two", "one", "two"));
        assertReason("RESOURCE_UNKNOWN", () -> batch("one", "three"));
        assertEquals(List.of(second, first), incidents(second, first));
        assertReason("RESOURCE_UNKNOWN", () -> incidents(first, "incidents/none"));
        assertReason("FIELD_INVALID", () -> incidents());
        assertReason("FIELD_INVALID", () -> incidents("builds/x"));
    }

    @Test
    void aPageTokenIsOfOneFilterAndOneOrder() {
        for (int n = 0; n < 3; n++) {
            report("i" + n, "octo/shop");
        }
        String token = list("title:*", "start_time", "").getNextPageToken();

        assertEquals(1, list("title:*", "start_time", token).getIncidentsCount());
        assertReason("PAGE_TOKEN_INVALID", () -> list("", "start_time", token));
        assertReason("PAGE_TOKEN_INVALID", () -> list("title:*", "start_time desc", token));
        assertReason("PAGE_TOKEN_INVALID", () -> list("title:*", "start_time", "x" + token));
    }

    @Test
    void anUnknownFieldIsRefusedByItsNameWithThoseThatExist() {
        var refusal = assertThrows(StatusRuntimeException.class, () -> list("colour = red", "", ""));

        String text = String.valueOf(refusal.getStatus());
        assertTrue(text.contains("colour: no such field (expected: one of caused_by_version, name"), text);
    }

    @Test
    void whatNobodyClaimsIsFoundWithTheLineThatMapsItUntilAServiceHasIt() {
        report("one", "Octo/Pay");
        report("two", "octo/pay");
        report("three", "octo/ledger");
        create("ledger", "teams/cash", "octo/ledger");

        UnmappedSource found = unmapped().getFirst();

        assertEquals(1, unmapped().size());
        assertEquals(2, found.getFactCount());
        assertEquals("github.com/project-slug: octo/pay", found.getCatalogLine());
        assertEquals(1_770_000_000, found.getLastSeenTime().getSeconds());

        call(stub -> stub.createService(CreateServiceRequest.newBuilder()
                .setServiceId("payments")
                .setService(Service.newBuilder().addSourceKeys(found.getSourceKey()))
                .build()));

        assertEquals(List.of(), unmapped());
    }

    private List<UnmappedSource> unmapped() {
        return call(stub -> stub.findUnmappedSources(FindUnmappedSourcesRequest.getDefaultInstance()))
                .getUnmappedSourcesList();
    }

    private static void assertReason(String reason, Executable call) {
        var refusal = assertThrows(StatusRuntimeException.class, call);
        assertEquals(reason, RpcStatus.errorInfo(refusal).orElseThrow().getReason());
    }

    private <T> T call(Function<ReactorCatalogServiceStub, Mono<T>> rpc) {
        return Await.value(peer.one(ReactorCatalogServiceGrpc.newReactorStub(peer.channel()), rpc));
    }

    private Service create(String id, String team, String slug) {
        return call(stub -> stub.createService(CreateServiceRequest.newBuilder()
                .setServiceId(id)
                .setService(Service.newBuilder().setTeam(team).addSourceKeys(key(slug)))
                .build()));
    }

    private Service update(Service service, String path) {
        return call(stub -> stub.updateService(UpdateServiceRequest.newBuilder()
                .setService(service)
                .setUpdateMask(FieldMask.newBuilder().addPaths(path))
                .build()));
    }

    private Service get(String id) {
        return call(stub -> stub.getService(
                GetServiceRequest.newBuilder().setName("services/" + id).build()));
    }

    private List<String> services(boolean deletedToo) {
        return call(stub -> stub.listServices(ListServicesRequest.newBuilder()
                        .setShowDeleted(deletedToo)
                        .build()))
                .getServicesList()
                .stream()
                .map(Service::getName)
                .toList();
    }

    private List<String> batch(String... ids) {
        return call(stub -> stub.batchGetServices(BatchGetServicesRequest.newBuilder()
                        .addAllNames(List.of(ids).stream()
                                .map(id -> "services/" + id)
                                .toList())
                        .build()))
                .getServicesList()
                .stream()
                .map(Service::getName)
                .toList();
    }

    private List<String> incidents(String... names) {
        return Await.value(peer.one(
                        incidentStub(),
                        stub -> stub.batchGetIncidents(BatchGetIncidentsRequest.newBuilder()
                                .addAllNames(List.of(names))
                                .build())))
                .getIncidentsList()
                .stream()
                .map(Incident::getName)
                .toList();
    }

    private Incident report(String id, String slug) {
        return Await.value(peer.one(
                incidentStub(),
                stub -> stub.createIncident(CreateIncidentRequest.newBuilder()
                        .setIncidentId(id)
                        .setIncident(Incident.newBuilder()
                                .setSourceKey(key(slug))
                                .setTitle("down")
                                .setStartTime(com.google.protobuf.Timestamp.newBuilder()
                                        .setSeconds(1_770_000_000)))
                        .build())));
    }

    private ListIncidentsResponse list(String filter, String orderBy, String token) {
        return Await.value(peer.one(
                incidentStub(),
                stub -> stub.listIncidents(ListIncidentsRequest.newBuilder()
                        .setFilter(filter)
                        .setOrderBy(orderBy)
                        .setPageSize(2)
                        .setPageToken(token)
                        .build())));
    }

    private ReactorIncidentServiceStub incidentStub() {
        return ReactorIncidentServiceGrpc.newReactorStub(peer.channel());
    }

    private static SourceKey key(String slug) {
        return SourceKey.newBuilder()
                .setKey("github.com/project-slug")
                .setValue(slug)
                .build();
    }
}
