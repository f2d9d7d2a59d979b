package io.fawkes.standalone.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jwt.JWTClaimsSet;
import io.fawkes.dataapi.v1.CatalogServiceGrpc;
import io.fawkes.dataapi.v1.ListServicesRequest;
import io.fawkes.runtime.identity.IssuerServer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.standalone.Mesh;
import io.fawkes.standalone.MeshConfig;
import io.fawkes.standalone.Progress;
import io.fawkes.standalone.Service;
import io.fawkes.standalone.Shape;
import io.fawkes.standalone.endtoend.Door.Answer;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mesh with one token: its bearer may do everything, others may do nothing but sign webhooks. */
@Tag("full")
class AccessIT {

    private static final String TOKEN = "a token of the tests";
    private static final String DORA = "/v1/services/shop/dora?window.startTime=2026-03-01T00:00:00Z";

    @Test
    void theBearerOfTheTokenIsServedAndEveryoneElseIsAskedForIt(@TempDir Path folder) {
        Map<String, String> settings = Map.of("FAWKES_AUTH_TOKEN_SHA256", sha256(TOKEN), "FAWKES_PEER_TOKEN", TOKEN);
        try (var logs = LogWitness.begin();
                Mesh mesh = Mesh.start(MeshConfig.onFreePorts(folder, settings), Shape.ONE_JVM, Progress.SILENT)) {
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
            logs.assertNothingOf(mesh, List.of(TOKEN, "a guess", "a-guess"));
        }
    }

    @Test
    void whoeverAnIssuerVouchesForMayDoWhatItsGroupsMayAtTheDoorAndBehindIt(@TempDir Path folder) throws IOException {
        try (var logs = LogWitness.begin();
                var issuer = new IssuerServer();
                Mesh mesh = Mesh.start(
                        MeshConfig.onFreePorts(folder, vouchedForBy(issuer, folder)), Shape.ONE_JVM, Progress.SILENT)) {
            Door door = new Door(mesh.gateway().serving());
            String viewer = token(issuer, "group:default/payments", Duration.ofMinutes(10));
            String admin = token(issuer, "group:default/platform", Duration.ofMinutes(10));
            String late = token(issuer, "group:default/platform", Duration.ofMinutes(-10));

            Answer forbidden = door.bearing("/v1/services?serviceId=shop", viewer, "{}");
            assertEquals(403, forbidden.status(), forbidden::toString);
            assertEquals("ROLE_MISSING", forbidden.reason());
            assertRefused(door.get("/v1/services", "authorization", "Bearer " + late));
            assertEquals(
                    200,
                    door.bearing("/v1/services?serviceId=shop", admin, "{}").status());
            assertEquals(
                    200,
                    door.get("/v1/services", "authorization", "Bearer " + viewer)
                            .status());
            assertServedOverGrpc(mesh, viewer);
            String program = assertAnApiTokenGoesAsFarAsItWasMadeFor(door, viewer);
            assertServedOverGrpc(mesh, program);
            logs.assertNothingOf(mesh, List.of(TOKEN, viewer, admin, late, program));
        }
    }

    /** Of insights too, which asks data-api whose it is. */
    private static String assertAnApiTokenGoesAsFarAsItWasMadeFor(Door door, String viewer) {
        String asked =
                "{\"displayName\": \"a page of payments\", \"roles\": [\"ROLE_VIEWER\"], \"teams\": [\"teams/payments\"]}";
        Answer made = door.bearing("/v1/apiTokens", viewer, asked);
        assertEquals(200, made.status(), made::toString);
        String secret = made.body().path("secret").asText();
        Answer forbidden = door.bearing("/v1/services?serviceId=till", secret, "{}");
        assertEquals("ROLE_MISSING", forbidden.reason(), forbidden::toString);
        Await.until(
                "insights knows the service",
                () -> door.get(DORA, "authorization", "Bearer " + secret).status(),
                status -> status == 200);
        return secret;
    }

    private static Map<String, String> vouchedForBy(IssuerServer issuer, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("issuers.yaml"), """
                issuers:
                  - issuer: %1$s
                    keys: %1$s/keys
                    audiences: [backstage]
                    groups: ent
                    team_prefix: "group:default/"
                    roles: {"group:default/platform": [admin]}
                    everyone: [viewer]
                """.formatted(issuer.id()));
        return Map.of(
                "FAWKES_AUTH_TOKEN_SHA256",
                sha256(TOKEN),
                "FAWKES_PEER_TOKEN",
                TOKEN,
                "FAWKES_AUTH_ISSUERS_FILE",
                file.toString());
    }

    private static String token(IssuerServer issuer, String group, Duration life) {
        Instant now = InstantSource.system().instant();
        return issuer.elliptic(
                new JWTClaimsSet.Builder()
                        .issuer(issuer.id())
                        .audience("backstage")
                        .subject("user:default/kim")
                        .claim("ent", List.of("user:default/kim", group))
                        .expirationTime(Date.from(now.plus(life)))
                        .build(),
                "vnd.backstage.user");
    }

    private static void assertServedOverGrpc(Mesh mesh, String token) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        for (var door : List.of(mesh.gateway(), mesh.endpoint(Service.DATA_API))) {
            ManagedChannel channel = NettyChannelBuilder.forTarget("dns:///" + door.serving())
                    .usePlaintext()
                    .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .build();
            var stub = CatalogServiceGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
            assertEquals(
                    1,
                    stub.listServices(ListServicesRequest.getDefaultInstance()).getServicesCount());
            channel.shutdownNow();
        }
    }

    private static void assertRefused(Answer answer) {
        assertEquals(401, answer.status(), answer.body().toString());
        assertEquals("CREDENTIAL_INVALID", answer.reason());
    }

    private static void assertGrpcRefused(Mesh mesh) {
        for (var door : List.of(mesh.gateway(), mesh.endpoint(Service.DATA_API))) {
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
