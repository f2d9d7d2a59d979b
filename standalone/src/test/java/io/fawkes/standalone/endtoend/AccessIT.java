package io.fawkes.standalone.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.dataapi.v1.CatalogServiceGrpc;
import io.fawkes.dataapi.v1.ListServicesRequest;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.standalone.Mesh;
import io.fawkes.standalone.MeshConfig;
import io.fawkes.standalone.Progress;
import io.fawkes.standalone.Service;
import io.fawkes.standalone.Shape;
import io.fawkes.standalone.endtoend.Door.Answer;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mesh with one token: its bearer may do everything, others may do nothing but sign webhooks. */
class AccessIT {

    private static final String TOKEN = "a token of the tests";
    private static final String DORA = "/v1/services/shop/dora?window.startTime=2026-03-01T00:00:00Z";

    @Test
    void theBearerOfTheTokenIsServedAndEveryoneElseIsAskedForIt(@TempDir Path folder) {
        Map<String, String> settings = Map.of("FAWKES_AUTH_TOKEN_SHA256", sha256(TOKEN), "FAWKES_PEER_TOKEN", TOKEN);
        try (Mesh mesh = Mesh.start(MeshConfig.onFreePorts(folder, settings), Shape.ONE_JVM, Progress.SILENT)) {
            Door door = new Door(mesh.gateway().serving());

            assertRefused(door.get("/v1/services"));
            assertRefused(door.get("/v1/services", "authorization", "Bearer a guess"));
            assertRefused(door.post("/v1/services?serviceId=shop", "{}"));
            assertEquals(
                    200,
                    door.get("/v1/services", "authorization", "Bearer " + TOKEN).status());
            assertEquals(
                    202,
                    door.github(new GithubStory("octo/shop", 1).events().get(1), mesh.webhookSecret())
                            .status(),
                    "a signature is a webhook's credential");
            assertEquals(
                    400,
                    door.bearing(
                                    "/webhooks/argocd",
                                    mesh.ground().webhookSecret("argocd").value(),
                                    "{}")
                            .status(),
                    "a source's own bearer passes the door, and the body is judged");
            assertRefused(door.bearing("/webhooks/argocd", "a guess", "{}"));
            assertRefused(door.bearing("/webhooks/jenkins/a-guess", "another", "{}"));
            Await.until(
                    "insights reads the feed with the mesh's token",
                    () -> door.get(DORA, "authorization", "Bearer " + TOKEN).status(),
                    status -> status == 404);
            assertGrpcRefused(mesh);
        }
    }

    private static void assertRefused(Answer answer) {
        assertEquals(401, answer.status(), answer.body().toString());
        assertEquals("CREDENTIAL_INVALID", answer.reason());
    }

    private static void assertGrpcRefused(Mesh mesh) {
        for (var door : java.util.List.of(mesh.gateway(), mesh.endpoint(Service.DATA_API))) {
            ManagedChannel channel = NettyChannelBuilder.forTarget("dns:///" + door.serving())
                    .usePlaintext()
                    .build();
            var stub = CatalogServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
            var error = assertThrows(
                    StatusRuntimeException.class, () -> stub.listServices(ListServicesRequest.getDefaultInstance()));
            assertEquals(
                    "CREDENTIAL_INVALID",
                    RpcStatus.errorInfo(error).orElseThrow().getReason());
            channel.shutdownNow();
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
