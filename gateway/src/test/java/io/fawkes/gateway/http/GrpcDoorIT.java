package io.fawkes.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.HttpBody;
import com.google.common.collect.Streams;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.fawkes.dataapi.v1.CatalogServiceGrpc;
import io.fawkes.dataapi.v1.DeliveryServiceGrpc;
import io.fawkes.dataapi.v1.FactServiceGrpc;
import io.fawkes.dataapi.v1.GetServiceRequest;
import io.fawkes.dataapi.v1.ListServicesRequest;
import io.fawkes.dataapi.v1.ReceiveDeliveryRequest;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.insights.v1.Dora;
import io.fawkes.insights.v1.DoraServiceGrpc;
import io.fawkes.insights.v1.GetDoraRequest;
import io.fawkes.insights.v1.WatchDoraRequest;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcDoorIT {
    private Backend backend;
    private ManagedChannel channel;

    @BeforeEach
    void open() throws IOException {
        backend = new Backend();
        channel = NettyChannelBuilder.forAddress(
                        "127.0.0.1", backend.door.address().port())
                .usePlaintext()
                .build();
    }

    @AfterEach
    void close() {
        channel.shutdownNow();
        backend.close();
    }

    @Test
    void carriesUnaryCalls() {
        var service = catalog().getService(named("services/pay"));

        assertEquals("services/pay", service.getName());
        assertFalse(service.getDisplayName().contains("content-type=application/json"));
    }

    @Test
    void carriesLargeAnswersAndRequestsWhole() {
        var page = catalog()
                .listServices(
                        ListServicesRequest.newBuilder().setPageSize(50_000).build());
        var body = HttpBody.newBuilder().setData(ByteString.copyFrom(new byte[3_000_000]));

        DeliveryServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .receiveDelivery(
                        ReceiveDeliveryRequest.newBuilder().setBody(body).build());

        assertEquals(50_000, page.getServicesCount());
        assertEquals(
                3_000_000, backend.deliveries.last.get().getBody().getData().size());
    }

    @Test
    void readsCompressedRequests() {
        var service = catalog().withCompression("gzip").getService(named("services/" + "a".repeat(500)));

        assertEquals(509, service.getName().length());
    }

    @Test
    void carriesErrorsWithTheirDetails() {
        var failure = assertThrows(StatusRuntimeException.class, () -> catalog().getService(named("services/missing")));

        var status = StatusProto.fromThrowable(failure);
        assertEquals(Status.Code.NOT_FOUND, failure.getStatus().getCode());
        assertEquals("no such service: ü 100%", failure.getStatus().getDescription());
        assertEquals(1, status == null ? 0 : status.getDetailsCount());
    }

    @Test
    void keepsTheTextOfDefectsInside() {
        var failure = assertThrows(StatusRuntimeException.class, () -> catalog().getService(named("services/defect")));

        assertEquals(Status.Code.INTERNAL, failure.getStatus().getCode());
        assertFalse(String.valueOf(failure.getTrailers()).contains("hunter2"));
        assertFalse(failure.toString().contains("hunter2"), failure::toString);
    }

    @Test
    void refusesWhatNobodyServes() {
        var unknownRpc = assertThrows(
                StatusRuntimeException.class,
                () -> DoraServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(30, TimeUnit.SECONDS)
                        .getDora(GetDoraRequest.getDefaultInstance()));
        var unreachable = assertThrows(
                StatusRuntimeException.class,
                () -> FactServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(30, TimeUnit.SECONDS)
                        .watchFacts(WatchFactsRequest.getDefaultInstance())
                        .next());

        assertEquals(Status.Code.UNIMPLEMENTED, unknownRpc.getStatus().getCode());
        assertEquals(Status.Code.UNAVAILABLE, unreachable.getStatus().getCode());
    }

    @Test
    void refusesMessagesOverTheLimit() {
        var failure =
                assertThrows(StatusRuntimeException.class, () -> catalog().getService(named("x".repeat(5_000_000))));

        assertEquals(Status.Code.RESOURCE_EXHAUSTED, failure.getStatus().getCode());
    }

    @Test
    void carriesDeadlines() {
        var failure = assertThrows(
                StatusRuntimeException.class,
                () -> CatalogServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(300, TimeUnit.MILLISECONDS)
                        .getService(named("services/never")));

        assertEquals(Status.Code.DEADLINE_EXCEEDED, failure.getStatus().getCode());
    }

    @Test
    void streamsAndCancels() throws InterruptedException {
        var whole = Streams.stream(watch("pay")).toList();
        var quiet = Context.current().withCancellation();
        quiet.run(() -> assertEquals("1", watch("quiet").next().getTimeZone()));

        quiet.cancel(null);

        assertEquals(List.of("1", "2"), whole.stream().map(Dora::getTimeZone).toList());
        assertTrue(backend.dora.cancelled.await(30, TimeUnit.SECONDS));
    }

    @Test
    void listsTheWholeMeshThroughReflectionWhileTheCallStaysOpen() throws InterruptedException {
        BlockingQueue<ServerReflectionResponse> answers = new LinkedBlockingQueue<>();
        var requests = ServerReflectionGrpc.newStub(channel).serverReflectionInfo(into(answers));

        requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        var names = next(answers).getListServicesResponse().getServiceList().stream()
                .map(ServiceResponse::getName)
                .toList();
        requests.onNext(ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol("fawkes.insights.v1.DoraService")
                .build());
        var files = next(answers).getFileDescriptorResponse().getFileDescriptorProtoList();
        requests.onCompleted();

        var mesh = Backend.MESH.services().stream()
                .map(ServiceDescriptor::getFullName)
                .toList();
        assertTrue(names.containsAll(mesh), names::toString);
        assertFalse(files.isEmpty());
    }

    @Test
    void answersTheOlderReflectionToo() throws InterruptedException {
        BlockingQueue<io.grpc.reflection.v1alpha.ServerReflectionResponse> answers = new LinkedBlockingQueue<>();
        var requests =
                io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(channel).serverReflectionInfo(into(answers));

        requests.onNext(io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
                .setListServices("")
                .build());

        assertTrue(next(answers).getListServicesResponse().getServiceCount()
                >= Backend.MESH.services().size());
        requests.onCompleted();
    }

    @Test
    void reportsTheHealthOfTheWholeMeshAndOfEachService() {
        var health = HealthGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);

        Stream.of("", "fawkes.insights.v1.DoraService")
                .forEach(service -> assertEquals(
                        ServingStatus.SERVING,
                        health.check(HealthCheckRequest.newBuilder()
                                        .setService(service)
                                        .build())
                                .getStatus()));
    }

    private Iterator<Dora> watch(String service) {
        return DoraServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(60, TimeUnit.SECONDS)
                .watchDora(WatchDoraRequest.newBuilder()
                        .setName("services/%s/dora".formatted(service))
                        .build());
    }

    private CatalogServiceGrpc.CatalogServiceBlockingStub catalog() {
        return CatalogServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
    }

    private static GetServiceRequest named(String name) {
        return GetServiceRequest.newBuilder().setName(name).build();
    }

    private static <T> T next(BlockingQueue<T> answers) throws InterruptedException {
        var answer = answers.poll(30, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("no answer within 30 s");
        }
        return answer;
    }

    private static <T> StreamObserver<T> into(BlockingQueue<T> answers) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T value) {
                answers.add(value);
            }

            @Override
            public void onError(Throwable error) {}

            @Override
            public void onCompleted() {}
        };
    }
}
