package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.v1.ApiToken;
import io.fawkes.dataapi.v1.ApiTokenServiceGrpc;
import io.fawkes.dataapi.v1.ApiTokenServiceGrpc.ApiTokenServiceBlockingStub;
import io.fawkes.dataapi.v1.AuditEvent;
import io.fawkes.dataapi.v1.AuditServiceGrpc;
import io.fawkes.dataapi.v1.CreateApiTokenRequest;
import io.fawkes.dataapi.v1.GetApiTokenRequest;
import io.fawkes.dataapi.v1.ListApiTokensRequest;
import io.fawkes.dataapi.v1.ListAuditEventsRequest;
import io.fawkes.dataapi.v1.RevokeApiTokenRequest;
import io.fawkes.dataapi.v1.VerifyApiTokenRequest;
import io.fawkes.dataapi.v1.VerifyApiTokenResponse;
import io.fawkes.runtime.identity.VouchedCallers;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.fawkes.type.v1.Role;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@Tag("full")
@ExtendWith(PostgresExtension.class)
class ApiTokenIT {

    private static final String MESH = "Bearer mesh";

    private VouchedCallers people;
    private DataApiServer server;
    private Peer peer;
    private String developer;
    private TestDatabase database;

    @BeforeEach
    void start(@Migrated("data-api") TestDatabase given, @TempDir Path folder) throws IOException {
        database = given;
        people = new VouchedCallers();
        server = RunningDataApi.on(
                database,
                Map.of(
                        "FAWKES_AUTH_TOKEN_SHA256",
                        HexFormat.of().formatHex(sha256("mesh")),
                        "FAWKES_AUTH_ISSUERS_FILE",
                        people.file(folder).toString()));
        peer = RunningDataApi.peer(server);
        developer = people.bearer("developer", "own");
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
        people.close();
    }

    @Test
    void aTokenIsShownOnceAndKeptAsAHash() throws SQLException {
        ApiToken made = create(developer, "ci", Role.ROLE_DEVELOPER, "teams/own");

        assertTrue(made.getSecret().matches("fwk_[A-Za-z0-9_-]{43}"), "its form");
        assertEquals("kim", made.getCreator());
        assertEquals("", get(developer, made.getName()).getSecret());
        assertEquals("", listed(developer).getFirst().getSecret());
        assertFalse(everyRow("api_token").contains(made.getSecret()));
        assertTrue(everyRow("api_token").contains(HexFormat.of().formatHex(sha256(made.getSecret()))));
        assertFalse(everyRow("audit_event").contains(made.getSecret()));
    }

    @Test
    void itsBearerIsWhoItWasMadeForUntilItIsRevoked() {
        ApiToken made = create(developer, "ci", Role.ROLE_DEVELOPER, "teams/own");

        VerifyApiTokenResponse good = verified(made.getSecret());
        ApiToken revoked = tokens(developer)
                .revokeApiToken(RevokeApiTokenRequest.newBuilder()
                        .setName(made.getName())
                        .build());

        assertEquals(made.getName(), good.getSubject());
        assertEquals(List.of(Role.ROLE_DEVELOPER), good.getRolesList());
        assertEquals(List.of("teams/own"), good.getTeamsList());
        assertTrue(revoked.hasRevokeTime());
        assertTrue(verified(made.getSecret()).getRefusal().startsWith("it was revoked at "));
        refused("CREDENTIAL_INVALID", () -> listed("Bearer " + made.getSecret()));
        assertEquals(
                List.of("RevokeApiToken kim " + made.getName(), "CreateApiToken kim " + made.getName()), audited());
    }

    @Test
    void dataApiItselfKnowsItsBearerAndLetsItMakeNoOther() {
        String bearer = "Bearer " + create(MESH, "ci", Role.ROLE_ADMIN, "").getSecret();

        assertEquals(1, listed(bearer).size());
        refused("ROLE_MISSING", () -> create(bearer, "another", Role.ROLE_VIEWER, ""));
    }

    @Test
    void nobodyGivesMoreThanTheyHaveButAdmins() {
        refused("ROLE_MISSING", () -> create(developer, "ci", Role.ROLE_ADMIN, ""));
        refused("TEAM_MISSING", () -> create(developer, "ci", Role.ROLE_DEVELOPER, "teams/other"));
        refused("FIELD_INVALID", () -> create(MESH, "ci", Role.ROLE_SERVICE, ""));
        refused("FIELD_INVALID", () -> create(MESH, "", Role.ROLE_VIEWER, ""));

        assertEquals(
                List.of("teams/other"),
                create(MESH, "ci", Role.ROLE_DEVELOPER, "teams/other").getTeamsList());
    }

    @Test
    void othersTokensAreForAdminsOnly() {
        ApiToken ofTheMesh = create(MESH, "ci", Role.ROLE_VIEWER, "");

        refused("RESOURCE_UNKNOWN", () -> get(developer, ofTheMesh.getName()));
        refused(
                "RESOURCE_UNKNOWN",
                () -> tokens(developer)
                        .revokeApiToken(RevokeApiTokenRequest.newBuilder()
                                .setName(ofTheMesh.getName())
                                .build()));
        assertEquals(List.of(), listed(developer));
        create(developer, "own", Role.ROLE_VIEWER, "");
        assertEquals(1, listed(developer).size());
        assertEquals(2, listed(MESH).size());
    }

    @Test
    void itsUseIsWrittenAtMostOnceAMinute() throws SQLException {
        ApiToken made = create(developer, "ci", Role.ROLE_VIEWER, "");
        assertFalse(get(developer, made.getName()).hasLastUseTime());

        verified(made.getSecret());
        Timestamp first = get(developer, made.getName()).getLastUseTime();
        verified(made.getSecret());
        assertEquals(first, get(developer, made.getName()).getLastUseTime());

        run("update api_token set used_at = used_at - interval '61 seconds'");
        verified(made.getSecret());
        assertTrue(get(developer, made.getName()).getLastUseTime().getSeconds() >= first.getSeconds());
    }

    @Test
    void itEndsWhenItExpires() throws SQLException {
        ApiToken made = create(developer, "ci", Role.ROLE_VIEWER, "");
        run("update api_token set expires_at = clock_timestamp() - interval '1 second'");

        assertTrue(verified(made.getSecret()).getRefusal().startsWith("it expired at "));
        assertEquals("nobody made it here", verified("fwk_guessed").getRefusal());
    }

    @Test
    void theSameRequestAnswersWithTheSameTokenAndNoSecret() {
        var request = CreateApiTokenRequest.newBuilder()
                .setApiToken(asked("ci", Role.ROLE_VIEWER, ""))
                .setRequestId(UUID.randomUUID().toString())
                .build();

        ApiToken first = tokens(developer).createApiToken(request);
        ApiToken again = tokens(developer).createApiToken(request);

        assertEquals(first.toBuilder().clearSecret().build(), again);
        assertEquals(1, audited().size());
        refused(
                "REQUEST_ID_REUSED",
                () -> tokens(developer)
                        .createApiToken(request.toBuilder()
                                .setApiToken(asked("other", Role.ROLE_VIEWER, ""))
                                .build()));
        refused(
                "RESOURCE_EXISTS",
                () -> tokens(developer)
                        .createApiToken(CreateApiTokenRequest.newBuilder()
                                .setApiToken(asked("ci", Role.ROLE_VIEWER, ""))
                                .setApiTokenId(first.getName().substring("apiTokens/".length()))
                                .build()));
    }

    private ApiToken create(String authorization, String displayName, Role role, String team) {
        return tokens(authorization)
                .createApiToken(CreateApiTokenRequest.newBuilder()
                        .setApiToken(asked(displayName, role, team))
                        .build());
    }

    private static ApiToken asked(String displayName, Role role, String team) {
        var token = ApiToken.newBuilder().setDisplayName(displayName).addRoles(role);
        return (team.isEmpty() ? token : token.addTeams(team)).build();
    }

    private ApiToken get(String authorization, String name) {
        return tokens(authorization)
                .getApiToken(GetApiTokenRequest.newBuilder().setName(name).build());
    }

    private List<ApiToken> listed(String authorization) {
        return tokens(authorization)
                .listApiTokens(ListApiTokensRequest.getDefaultInstance())
                .getApiTokensList();
    }

    private VerifyApiTokenResponse verified(String secret) {
        return tokens(MESH)
                .verifyApiToken(VerifyApiTokenRequest.newBuilder()
                        .setSecretSha256(ByteString.copyFrom(sha256(secret)))
                        .build());
    }

    private List<String> audited() {
        return AuditServiceGrpc.newBlockingStub(channel(MESH))
                .listAuditEvents(ListAuditEventsRequest.getDefaultInstance())
                .getAuditEventsList()
                .stream()
                .map(ApiTokenIT::text)
                .toList();
    }

    private static String text(AuditEvent event) {
        return "%s %s %s".formatted(event.getAction(), event.getActor(), event.getTarget());
    }

    private ApiTokenServiceBlockingStub tokens(String authorization) {
        return ApiTokenServiceGrpc.newBlockingStub(channel(authorization));
    }

    private Channel channel(String authorization) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
        return ClientInterceptors.intercept(peer.channel(), MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private String everyRow(String table) throws SQLException {
        try (Connection connection = database.session();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select string_agg(t::text, ' ') from %s t".formatted(table))) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.session();
                Statement statement = connection.createStatement()) {
            assertEquals(1, statement.executeUpdate(sql));
        }
    }

    private static void refused(String reason, Executable call) {
        var refusal = assertThrows(StatusRuntimeException.class, call);
        assertEquals(reason, RpcStatus.errorInfo(refusal).orElseThrow().getReason());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
