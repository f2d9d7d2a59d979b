package io.fawkes.runtime.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.v1.CreateServiceRequest;
import io.fawkes.dataapi.v1.FactServiceGrpc;
import io.fawkes.dataapi.v1.GetServiceRequest;
import io.fawkes.dataapi.v1.ListServicesRequest;
import io.fawkes.dataapi.v1.ListServicesResponse;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc.ReactorCatalogServiceStub;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.testkit.Await;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class RpcServerTest {

    private static final String SECRET = "open sesame";

    private final Catalog catalog = new Catalog();
    private RpcServer server = start(Authentication.loopback());
    private Peer peer = peer(Optional.empty());

    private RpcServer start(Authentication authentication) {
        try {
            return RpcServer.start(
                    new Address("127.0.0.1", 0),
                    CallLimits.DEFAULT,
                    authentication,
                    OpenTelemetry.noop(),
                    List.of(catalog));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Peer peer(Optional<String> token) {
        return Peer.at(server.address(), token, OpenTelemetry.noop());
    }

    private ReactorCatalogServiceStub stub() {
        return ReactorCatalogServiceGrpc.newReactorStub(peer.channel());
    }

    private void restart(Authentication authentication, Optional<String> token) {
        stop();
        server = start(authentication);
        peer = peer(token);
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
    }

    @Test
    void aLoopbackCallerIsTheLocalAdminAndItsContextSurvivesASchedulerHop() {
        Service answer = Await.value(peer.one(stub(), s -> s.getService(get("services/hop"))));

        assertEquals("local-admin", answer.getDisplayName());
    }

    @Test
    void requestIdAndRemainingTimeTravelThroughASecondHop() {
        CallContext outer =
                new CallContext(Principal.LOCAL_ADMIN, "req-42", io.grpc.Deadline.after(20, TimeUnit.SECONDS));

        Service answer = Await.value(peer.one(stub(), s -> s.getService(get("services/context")))
                .contextWrite(context -> context.put(CallContext.class, outer)));

        assertEquals("req-42", answer.getDisplayName());
        assertTrue(Long.parseLong(answer.getTier()) > 5_000, "more than the default limit is left");
    }

    @Test
    void aPipelineThatOutlivesTheDeadlineIsToldSoWithAReason() {
        CallContext hurried =
                new CallContext(Principal.LOCAL_ADMIN, "req-1", io.grpc.Deadline.after(2, TimeUnit.SECONDS));

        var error = assertThrows(
                StatusRuntimeException.class,
                () -> peer.one(stub(), s -> s.getService(get("services/never")))
                        .contextWrite(context -> context.put(CallContext.class, hurried))
                        .block(Await.PATIENCE));

        assertEquals(Status.Code.DEADLINE_EXCEEDED, error.getStatus().getCode());
        assertTrue(catalog.cancelled.orTimeout(30, TimeUnit.SECONDS).join(), "the server's pipeline is cancelled");
    }

    @Test
    void aDefectSaysNothingButItsRequestId() {
        var error = assertThrows(
                StatusRuntimeException.class,
                () -> peer.one(stub(), s -> s.getService(get("services/defect")))
                        .block(Await.PATIENCE));

        assertEquals(Status.Code.INTERNAL, error.getStatus().getCode());
        assertEquals("DEFECT", RpcStatus.errorInfo(error).orElseThrow().getReason());
        assertFalse(error.getStatus().toString().contains("secret detail"));
    }

    @Test
    void anEmptyAnswerIsADefectAndNotASilentReset() {
        var error = assertThrows(
                StatusRuntimeException.class,
                () -> peer.one(stub(), s -> s.listServices(ListServicesRequest.getDefaultInstance()))
                        .block(Await.PATIENCE));

        assertEquals("DEFECT", RpcStatus.errorInfo(error).orElseThrow().getReason());
    }

    @Test
    void anUnknownRpcIsRefusedWithAReason() {
        var error = assertThrows(
                StatusRuntimeException.class,
                () -> FactServiceGrpc.newBlockingStub(peer.channel())
                        .watchFacts(WatchFactsRequest.getDefaultInstance())
                        .next());

        assertEquals("METHOD_UNKNOWN", RpcStatus.errorInfo(error).orElseThrow().getReason());
    }

    @Test
    void withoutTheTokenACallerIsRefused() {
        restart(Authentication.token(sha256(SECRET)), Optional.empty());

        assertEquals("CREDENTIAL_INVALID", reasonOf(get("services/hop")));
    }

    @Test
    void withAWrongTokenACallerIsRefused() {
        restart(Authentication.token(sha256(SECRET)), Optional.of("guess"));

        assertEquals("CREDENTIAL_INVALID", reasonOf(get("services/hop")));
    }

    @Test
    void withTheTokenACallerIsServed() {
        restart(Authentication.token(sha256(SECRET)), Optional.of(SECRET));

        assertEquals(
                "token",
                Await.value(peer.one(stub(), s -> s.getService(get("services/hop"))))
                        .getDisplayName());
    }

    @Test
    void healthTurnsToNotServingBeforeTheServerStops() {
        var health = HealthGrpc.newBlockingStub(peer.channel());
        var question = HealthCheckRequest.newBuilder()
                .setService("fawkes.dataapi.v1.CatalogService")
                .build();
        assertEquals(ServingStatus.SERVING, health.check(question).getStatus());

        server.stopping();

        assertEquals(ServingStatus.NOT_SERVING, health.check(question).getStatus());
    }

    @Test
    void aServiceWhoseRpcsDoNotSayWhoMayCallIsNotStarted() {
        BindableService foreign = () -> ServerServiceDefinition.builder(HealthGrpc.getServiceDescriptor())
                .addMethod(HealthGrpc.getCheckMethod(), (_, _) -> new io.grpc.ServerCall.Listener<>() {})
                .addMethod(HealthGrpc.getWatchMethod(), (_, _) -> new io.grpc.ServerCall.Listener<>() {})
                .build();

        assertThrows(IllegalArgumentException.class, () -> Admission.of(List.of(foreign), Authentication.loopback()));
    }

    private String reasonOf(GetServiceRequest request) {
        var error = assertThrows(
                StatusRuntimeException.class,
                () -> peer.one(stub(), s -> s.getService(request)).block(Await.PATIENCE));
        return RpcStatus.errorInfo(error).orElseThrow().getReason();
    }

    private static GetServiceRequest get(String name) {
        return GetServiceRequest.newBuilder().setName(name).build();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers with what it sees of its call, by the name it is asked for. */
    private static final class Catalog extends ReactorCatalogServiceGrpc.CatalogServiceImplBase {

        private final RpcEdge edge = new RpcEdge(_ -> Optional.empty());
        private final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();

        @Override
        public Mono<Service> getService(GetServiceRequest request) {
            return edge.one(() -> answer(request.getName()));
        }

        private Mono<Service> answer(String name) {
            return switch (name) {
                case "services/hop" ->
                    context().map(call -> service(call.principal().subject(), ""));
                case "services/context" ->
                    context()
                            .map(call -> service(
                                    call.requestId(),
                                    String.valueOf(call.deadline().timeRemaining(TimeUnit.MILLISECONDS))));
                case "services/never" -> Mono.<Service>never().doOnCancel(() -> cancelled.complete(true));
                default -> Mono.error(new IllegalStateException("secret detail"));
            };
        }

        private static Mono<CallContext> context() {
            return Mono.just(0).publishOn(Schedulers.parallel()).then(CallContext.ofPipeline());
        }

        private static Service service(String displayName, String tier) {
            return Service.newBuilder()
                    .setDisplayName(displayName)
                    .setTier(tier)
                    .build();
        }

        @Override
        public Mono<ListServicesResponse> listServices(ListServicesRequest request) {
            return edge.one(Mono::empty);
        }

        @Override
        public Mono<Service> createService(CreateServiceRequest request) {
            return edge.one(Mono::never);
        }
    }
}
