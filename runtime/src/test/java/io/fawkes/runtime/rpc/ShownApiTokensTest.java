package io.fawkes.runtime.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.v1.ApiTokenServiceOuterClass;
import io.fawkes.dataapi.v1.ReactorApiTokenServiceGrpc;
import io.fawkes.dataapi.v1.VerifyApiTokenRequest;
import io.fawkes.dataapi.v1.VerifyApiTokenResponse;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.ContractRpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** API tokens that a process asks data-api about, which speaks the contract's own classes here. */
class ShownApiTokensTest {

    private static final String MESH = "mesh";
    private static final String TOKEN = "fwk_" + "A".repeat(43);
    private static final String READ = "fawkes.dataapi.v1.ApiTokenService/ListApiTokens";

    private final Map<ByteString, VerifyApiTokenResponse> known = new ConcurrentHashMap<>();
    private final RpcServer dataApi = RpcServer.start(
            new Address("127.0.0.1", 0),
            CallLimits.DEFAULT,
            Authentication.token(sha256(MESH)),
            OpenTelemetry.noop(),
            List.of(new Keeper()));

    ShownApiTokensTest() throws IOException {}

    @AfterEach
    void stop() {
        dataApi.close();
    }

    @Test
    void theBearerIsWhoTheTokenWasMadeFor() {
        Instant later = InstantSource.system().instant().plusSeconds(600);
        know(
                TOKEN,
                VerifyApiTokenResponse.newBuilder()
                        .setSubject("apiTokens/ci")
                        .addRoles(io.fawkes.type.v1.Role.ROLE_DEVELOPER)
                        .addRoles(io.fawkes.type.v1.Role.ROLE_VIEWER)
                        .addTeams("teams/own")
                        .addTeams("teams/other")
                        .setExpireTime(Timestamp.newBuilder().setSeconds(later.getEpochSecond()))
                        .build());

        assertEquals(
                new Principal("apiTokens/ci", Set.of(Role.DEVELOPER, Role.VIEWER), Set.of("teams/own", "teams/other")),
                shown(TOKEN, MESH));
    }

    @Test
    void everyRoleOfATokenIsUnderstood() {
        for (Role role : List.of(Role.ADMIN, Role.DEVELOPER, Role.VIEWER)) {
            String token = "fwk_" + role.name().charAt(0) + "B".repeat(42);
            know(
                    token,
                    VerifyApiTokenResponse.newBuilder()
                            .setSubject("apiTokens/ci")
                            .addRoles(io.fawkes.type.v1.Role.valueOf("ROLE_" + role.name()))
                            .setExpireTime(Timestamp.newBuilder().setSeconds(253_402_300_799L))
                            .build());

            assertEquals(Set.of(role), shown(token, MESH).roles());
        }
    }

    @Test
    void aTokenThatIsRefusedSaysWhy() {
        know(
                TOKEN,
                VerifyApiTokenResponse.newBuilder().setRefusal("it was revoked").build());

        refused(Status.Code.UNAUTHENTICATED, "CREDENTIAL_INVALID", TOKEN, MESH);
        refused(Status.Code.UNAUTHENTICATED, "CREDENTIAL_INVALID", "fwk_short", MESH);
    }

    @Test
    void whileDataApiIsAwayTheCallIsUnavailableAndNotForbidden() {
        dataApi.close();

        refused(Status.Code.UNAVAILABLE, "DEPENDENCY_UNAVAILABLE", TOKEN, MESH);
    }

    @Test
    void aProcessThatDataApiDoesNotKnowFindsNothingOut() {
        refused(Status.Code.UNAVAILABLE, "DEPENDENCY_UNAVAILABLE", TOKEN, "a guess");
    }

    @Test
    void theRpcIsTheContracts() {
        assertEquals(
                1,
                ContractRpc.all().stream()
                        .filter(rpc -> rpc.fullName().equals(AskedKeeper.RPC) && rpc.isOpenTo(Role.SERVICE))
                        .count());
    }

    private void know(String token, VerifyApiTokenResponse word) {
        known.put(ByteString.copyFrom(sha256(token)), word);
    }

    private void refused(Status.Code code, String reason, String token, String ours) {
        var refusal = assertThrows(StatusRuntimeException.class, () -> shown(token, ours));
        assertEquals(code, refusal.getStatus().getCode());
        assertEquals(reason, RpcStatus.errorInfo(refusal).orElseThrow().getReason());
    }

    private Principal shown(String token, String ours) {
        try (Peer peer = Peer.at(dataApi.address(), Optional.of(ours), OpenTelemetry.noop())) {
            var admission = Admission.to(
                    List.of(ApiTokenServiceOuterClass.getDescriptor().findServiceByName("ApiTokenService")),
                    Authentication.token(sha256(MESH)).asking(peer));
            return Await.value(admission.admit(READ, "Bearer " + token));
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Keeper extends ReactorApiTokenServiceGrpc.ApiTokenServiceImplBase {

        private final RpcEdge edge = new RpcEdge(_ -> Optional.empty());

        @Override
        public Mono<VerifyApiTokenResponse> verifyApiToken(VerifyApiTokenRequest request) {
            return edge.one(() -> Mono.just(known.getOrDefault(
                    request.getSecretSha256(),
                    VerifyApiTokenResponse.newBuilder().setRefusal("unknown").build())));
        }
    }
}
