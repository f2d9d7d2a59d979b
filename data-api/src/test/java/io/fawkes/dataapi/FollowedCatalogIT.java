package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.v1.CatalogSource;
import io.fawkes.dataapi.v1.CreateServiceRequest;
import io.fawkes.dataapi.v1.DeleteServiceRequest;
import io.fawkes.dataapi.v1.ListCatalogSourcesRequest;
import io.fawkes.dataapi.v1.ListServicesRequest;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc;
import io.fawkes.dataapi.v1.ReactorCatalogServiceGrpc.ReactorCatalogServiceStub;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** A data-api that follows a directory of entities. */
@ExtendWith(PostgresExtension.class)
class FollowedCatalogIT {

    private final Path directory;

    private DataApiServer server;
    private Peer peer;

    FollowedCatalogIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void start(@Migrated("data-api") TestDatabase database) throws IOException {
        write("hand", "cash");
        write("pay", "cash");
        server = RunningDataApi.on(
                database, Map.of("FAWKES_CATALOG_PATH", directory.toString(), "FAWKES_CATALOG_INTERVAL", "PT0.1S"));
        peer = RunningDataApi.peer(server);
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
    }

    @Test
    void servicesFollowTheirEntitiesAndGoWithThem() throws IOException {
        Service pay = await("pay is there", () -> service("pay"), _ -> true);
        assertEquals("catalogSources/files", pay.getCatalogSource());
        assertEquals("component:default/pay", pay.getCatalogEntity());
        var refusal = assertThrows(
                StatusRuntimeException.class,
                () -> call(stub -> stub.deleteService(DeleteServiceRequest.newBuilder()
                        .setName("services/pay")
                        .build())));
        assertEquals(
                "KEPT_ELSEWHERE", RpcStatus.errorInfo(refusal).orElseThrow().getReason());

        write("pay", "coins");
        Service moved = await(
                "pay moved", () -> service("pay"), found -> found.getTeam().equals("teams/coins"));
        assertEquals(2, moved.getTeamTermsCount());

        byHand("mine");
        write("mine", "cash");
        Await.until("mine is told", () -> source().getProblemCount() == 1);
        assertTrue(source().getProblems(0).getText().contains("made by hand"), source().toString());
        assertEquals("", service("mine").orElseThrow().getTeam());

        Files.delete(directory.resolve("mine.yaml"));
        Files.delete(directory.resolve("pay.yaml"));
        Await.until("pay is gone", () -> service("pay").isEmpty());
        assertTrue(service("mine").isPresent());
        assertTrue(service("hand").isPresent());

        write("pay", "coins");
        Await.until("pay is back", () -> service("pay").isPresent());
    }

    @Test
    void whatCannotBeReadChangesNothing() throws IOException {
        Await.until("pay is there", () -> service("pay").isPresent());

        Files.writeString(directory.resolve("pay.yaml"), "kind: Component\nmetadata: {name: pay\n");
        CatalogSource source = Await.until("the mistake is told", this::source, found -> found.getProblemCount() == 1);

        assertTrue(source.getProblems(0).getPlace().startsWith("pay.yaml, document 1"), source.toString());
        assertEquals(1, source.getComponentCount());
        assertTrue(service("pay").isPresent());
    }

    private static Service await(String what, Supplier<Optional<Service>> question, Predicate<Service> condition) {
        return Await.until(what, question, found -> found.filter(condition).isPresent())
                .orElseThrow();
    }

    private void write(String name, String owner) throws IOException {
        Files.writeString(
                directory.resolve(name + ".yaml"),
                "kind: Component\nmetadata: {name: %s}\nspec: {owner: %s}\n".formatted(name, owner));
    }

    private void byHand(String id) {
        call(stub -> stub.createService(CreateServiceRequest.newBuilder()
                .setServiceId(id)
                .setService(Service.getDefaultInstance())
                .build()));
    }

    private Optional<Service> service(String id) {
        var services =
                call(stub -> stub.listServices(ListServicesRequest.getDefaultInstance())).getServicesList().stream()
                        .collect(Collectors.toUnmodifiableMap(Service::getName, Function.identity()));
        return Optional.ofNullable(services.get("services/" + id));
    }

    private CatalogSource source() {
        List<CatalogSource> sources = call(stub ->
                        stub.listCatalogSources(ListCatalogSourcesRequest.getDefaultInstance()))
                .getCatalogSourcesList();
        return sources.isEmpty() ? CatalogSource.getDefaultInstance() : sources.getFirst();
    }

    private <T> T call(Function<ReactorCatalogServiceStub, Mono<T>> rpc) {
        return Await.value(peer.one(ReactorCatalogServiceGrpc.newReactorStub(peer.channel()), rpc));
    }
}
