package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.DeploymentStatus;
import io.fawkes.dataapi.v1.Fact;
import io.fawkes.dataapi.v1.FactKind;
import io.fawkes.dataapi.v1.FactReport;
import io.fawkes.dataapi.v1.Incident;
import io.fawkes.dataapi.v1.ReactorFactServiceGrpc;
import io.fawkes.dataapi.v1.SourceKey;
import io.fawkes.dataapi.v1.StatusChange;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.dataapi.v1.WatchFactsResponse;
import io.fawkes.dataapi.v1.WriteFactsRequest;
import io.fawkes.dataapi.v1.WriteFactsResponse;
import io.fawkes.dataapi.v1.WriteOutcome;
import io.fawkes.dataapi.v1.WrittenFact;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(PostgresExtension.class)
class FactStreamIT {

    private static final Timestamp TIME =
            Timestamp.newBuilder().setSeconds(1_770_000_000).build();
    private static final SourceKey SHOP =
            SourceKey.newBuilder().setKey("k").setValue("shop").build();

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
    void whatIsRefusedIsToldInItsPlaceAndStopsNoOther() {
        var answers = Await.values(write(Flux.just(
                request(
                        deployment("d1"),
                        FactReport.newBuilder().setSourceId("empty").build(),
                        incident("i1")),
                request(
                        deployment("d3"),
                        deployment("d2").toBuilder().clearSourceId().build()))));

        assertEquals(
                List.of(
                        List.of(
                                WriteOutcome.WRITE_OUTCOME_CREATED,
                                WriteOutcome.WRITE_OUTCOME_REFUSED,
                                WriteOutcome.WRITE_OUTCOME_CREATED),
                        List.of(WriteOutcome.WRITE_OUTCOME_CREATED, WriteOutcome.WRITE_OUTCOME_REFUSED)),
                answers.stream().map(FactStreamIT::outcomes).toList());
        WrittenFact refused = answers.getFirst().getFacts(1);
        assertEquals(Status.Code.INVALID_ARGUMENT.value(), refused.getError().getCode());
        assertTrue(
                refused.getError().getMessage().contains("body"),
                refused.getError().getMessage());
        assertEquals(
                3, Await.value(feed(WatchFactsRequest.getDefaultInstance(), 3)).size());
    }

    private static List<WriteOutcome> outcomes(WriteFactsResponse answer) {
        return answer.getFactsList().stream().map(WrittenFact::getOutcome).toList();
    }

    @Test
    void aMessageOfTooManyEndsTheStream() {
        var tooMany = WriteFactsRequest.newBuilder();
        for (int fact = 0; fact <= 1_000; fact++) {
            tooMany.addFacts(deployment("d" + fact));
        }

        var refusal = assertThrows(StatusRuntimeException.class, () -> Await.values(write(Flux.just(tooMany.build()))));

        assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
        assertTrue(refusal.toString().contains("facts"), refusal.toString());
    }

    @Test
    void aReaderAsksForKindsAndIsRefusedWhatIsNone() {
        Await.values(write(Flux.just(request(deployment("d1"), incident("i1")))));

        var incidents = Await.value(feed(
                WatchFactsRequest.newBuilder()
                        .addKinds(FactKind.FACT_KIND_INCIDENT)
                        .build(),
                1));
        var refusal = assertThrows(
                StatusRuntimeException.class,
                () -> Await.value(
                        feed(WatchFactsRequest.newBuilder().addKindsValue(99).build(), 1)));

        assertTrue(incidents.getFirst().hasIncident());
        assertEquals(Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode());
    }

    private Mono<List<Fact>> feed(WatchFactsRequest request, int facts) {
        return peer.many(ReactorFactServiceGrpc.newReactorStub(peer.channel()), stub -> stub.watchFacts(request))
                .flatMapIterable(WatchFactsResponse::getFactsList)
                .take(facts)
                .collectList();
    }

    private Flux<WriteFactsResponse> write(Flux<WriteFactsRequest> requests) {
        return peer.many(ReactorFactServiceGrpc.newReactorStub(peer.channel()), stub -> stub.writeFacts(requests));
    }

    private static WriteFactsRequest request(FactReport... reports) {
        return WriteFactsRequest.newBuilder().addAllFacts(List.of(reports)).build();
    }

    private static FactReport deployment(String id) {
        return FactReport.newBuilder()
                .setSourceId(id)
                .setDeployment(Deployment.newBuilder()
                        .setSourceKey(SHOP)
                        .setEnvironment("production")
                        .setVersion("sha-" + id)
                        .putStatusChanges(
                                "s",
                                StatusChange.newBuilder()
                                        .setStatus(DeploymentStatus.DEPLOYMENT_STATUS_SUCCEEDED)
                                        .setOccurTime(TIME)
                                        .build()))
                .build();
    }

    private static FactReport incident(String id) {
        return FactReport.newBuilder()
                .setSourceId(id)
                .setIncident(Incident.newBuilder().setSourceKey(SHOP).setStartTime(TIME))
                .build();
    }
}
