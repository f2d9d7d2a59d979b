package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.fawkes.runtime.identity.VouchedCallers;
import io.fawkes.runtime.rpc.Peer;
import io.fawkes.runtime.rpc.Role;
import io.fawkes.runtime.rpc.RpcStatus;
import io.fawkes.runtime.testkit.ContractRpc;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every rpc of data-api that the contract limits to rows of the caller's teams, as every role and team. */
@Tag("full")
@ExtendWith(PostgresExtension.class)
class TeamRowsIT {

    private static final String MESH = "Bearer mesh";
    private static final String SHOP = "\"sourceKey\": {\"key\": \"fawkes.io/service\", \"value\": \"shop\"}";
    private static final String TILL = SHOP.replace("shop", "till");
    private static final String NOBODYS = SHOP.replace("shop", "unheard-of");

    /** A row of the team "own" for each message that has teams; an rpc of another message fails until it has one here. */
    private static final Map<String, String> ROWS = Map.of(
            "change",
            SHOP + ", \"pullRequest\": {\"number\": 7}",
            "build",
            SHOP + ", \"pipeline\": \"main\", \"status\": \"BUILD_STATUS_SUCCEEDED\"",
            "deployment",
            SHOP
                    + ", \"environment\": \"production\", \"version\": \"4f2a9c1\", \"statusChanges\": {\"1\": {\"status\": \"DEPLOYMENT_STATUS_SUCCEEDED\", \"occurTime\": \"2026-03-01T10:00:00Z\"}}",
            "incident",
            SHOP + ", \"startTime\": \"2026-03-01T10:00:00Z\"",
            "quality_gate",
            SHOP
                    + ", \"tool\": \"lint\", \"status\": \"QUALITY_STATUS_PASSED\", \"evaluateTime\": \"2026-03-01T10:00:00Z\"",
            "slo_observation",
            SHOP
                    + ", \"objective\": \"fast\", \"startTime\": \"2026-03-01T10:00:00Z\", \"endTime\": \"2026-03-01T11:00:00Z\"",
            "survey_answer",
            "\"team\": \"teams/own\", \"answerTime\": \"2026-03-01T10:00:00Z\", \"changeFailPercent\": 5");

    /** Of the rows that are kept, by what they are. */
    private final Map<String, String> names = new HashMap<>();

    private VouchedCallers people;
    private DataApiServer server;
    private Peer peer;

    @BeforeEach
    void start(@Migrated("data-api") TestDatabase database, @TempDir Path folder) throws IOException {
        people = new VouchedCallers();
        server = RunningDataApi.on(
                database,
                Map.of(
                        "FAWKES_AUTH_TOKEN_SHA256",
                        sha256("mesh"),
                        "FAWKES_AUTH_ISSUERS_FILE",
                        people.file(folder).toString()));
        peer = RunningDataApi.peer(server);
        var create = rpc("CreateService");
        call(create, "{\"serviceId\": \"shop\", \"service\": {\"team\": \"teams/own\"}}", MESH);
        call(create, "{\"serviceId\": \"till\", \"service\": {\"team\": \"teams/other\"}}", MESH);
    }

    @AfterEach
    void stop() {
        peer.close();
        server.close();
        people.close();
    }

    @Test
    void rowsAreForTheirTeamForAdminsAndForServices() {
        limited().stream().filter(rpc -> rpc.name().startsWith("Create")).forEach(this::keep);
        for (ContractRpc rpc : limited()) {
            for (Role role : List.of(Role.VIEWER, Role.DEVELOPER, Role.ADMIN)) {
                for (String team : List.of("other", "none", "own")) {
                    assertRows(rpc, role, team);
                }
            }
            assertSeen(rpc, MESH, true);
        }
    }

    /** Keeps a row of the team's. */
    private void keep(ContractRpc create) {
        Message kept = call(create, request(create), MESH);
        names.put(
                kind(create), (String) kept.getField(kept.getDescriptorForType().findFieldByName("name")));
    }

    private void assertRows(ContractRpc rpc, Role role, String team) {
        String authorization = people.bearer(role.name().toLowerCase(Locale.ROOT), team);
        if (!rpc.isOpenTo(role)) {
            assertEquals("ROLE_MISSING", refusal(rpc, authorization), rpc::fullName);
            return;
        }
        assertSeen(rpc, authorization, role == Role.ADMIN || team.equals("own"));
    }

    private void assertSeen(ContractRpc rpc, String authorization, boolean seen) {
        if (rpc.name().startsWith("List")) {
            assertEquals(seen, call(rpc, "{}", authorization).toString().contains(name(rpc)), rpc::fullName);
        } else if (seen) {
            assertNotEquals("TEAM_MISSING", refusal(rpc, authorization), rpc::fullName);
        } else {
            assertEquals("TEAM_MISSING", refusal(rpc, authorization), rpc::fullName);
        }
    }

    @Test
    void aDeveloperTellsNothingOfAnotherTeamsServicesNorTakesTheirRows() {
        String own = people.bearer("developer", "own");
        for (ContractRpc create : limited()) {
            if (create.name().startsWith("Create") && create.isOpenTo(Role.SERVICE)) {
                String theirs = request(create).replace(SHOP, TILL);

                assertEquals("TEAM_MISSING", refusal(create, theirs, own), create::fullName);
                assertEquals("", refusal(create, theirs, MESH), create::fullName);
                assertEquals("TEAM_MISSING", refusal(create, request(create), own), "it would move to our service");
                assertEquals(
                        "",
                        refusal(create, request(create).replace("our-", "new-").replace(SHOP, NOBODYS), own),
                        create::fullName);
            }
        }
    }

    private static List<ContractRpc> limited() {
        var limited = ContractRpc.all().stream()
                .filter(rpc -> rpc.fullName().startsWith("fawkes.dataapi.") && rpc.isLimitedToRows())
                .toList();
        assertTrue(limited.size() >= 28, "the contract limits facts to teams: " + limited);
        return limited;
    }

    private static ContractRpc rpc(String name) {
        return ContractRpc.all().stream()
                .filter(rpc -> rpc.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The message that a service of standard methods is about. */
    private static String kind(ContractRpc rpc) {
        String service = rpc.method().getService().getName();
        return service.substring(0, service.length() - "Service".length())
                .replaceAll("(?<=.)([A-Z])", "_$1")
                .toLowerCase(Locale.ROOT);
    }

    private String name(ContractRpc rpc) {
        return names.getOrDefault(kind(rpc), "");
    }

    private static String id(ContractRpc rpc) {
        return "our-" + kind(rpc).replace('_', '-');
    }

    private String request(ContractRpc rpc) {
        String kind = kind(rpc);
        String row = Objects.requireNonNull(ROWS.get(kind), () -> "a row for " + rpc.fullName());
        return switch (rpc.name()) {
            case String create
            when create.startsWith("Create") -> "{\"%s\": {%s}, \"%s_id\": \"%s\"}".formatted(kind, row, kind, id(rpc));
            case String update
            when update.startsWith("Update") ->
                "{\"%s\": {\"name\": \"%s\", \"note\": \"later\"}, \"update_mask\": \"note\"}"
                        .formatted(kind, name(rpc));
            case String batch when batch.startsWith("BatchGet") -> "{\"names\": [\"%s\"]}".formatted(name(rpc));
            default -> "{\"name\": \"%s\"}".formatted(name(rpc));
        };
    }

    private String refusal(ContractRpc rpc, String authorization) {
        return refusal(rpc, rpc.name().startsWith("List") ? "{}" : request(rpc), authorization);
    }

    private String refusal(ContractRpc rpc, String json, String authorization) {
        try {
            call(rpc, json, authorization);
            return "";
        } catch (StatusRuntimeException e) {
            return RpcStatus.errorInfo(e).orElseThrow(() -> e).getReason();
        }
    }

    private Message call(ContractRpc rpc, String json, String authorization) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
        return ClientCalls.blockingUnaryCall(
                ClientInterceptors.intercept(peer.channel(), MetadataUtils.newAttachHeadersInterceptor(headers)),
                wire(rpc),
                CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS),
                parsed(rpc, json));
    }

    private static MethodDescriptor<Message, Message> wire(ContractRpc rpc) {
        return MethodDescriptor.<Message, Message>newBuilder()
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(rpc.fullName())
                .setRequestMarshaller(ProtoUtils.marshaller(
                        DynamicMessage.getDefaultInstance(rpc.method().getInputType())))
                .setResponseMarshaller(ProtoUtils.marshaller(
                        DynamicMessage.getDefaultInstance(rpc.method().getOutputType())))
                .build();
    }

    private static Message parsed(ContractRpc rpc, String json) {
        var message = DynamicMessage.newBuilder(rpc.method().getInputType());
        try {
            JsonFormat.parser().merge(json, message);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(rpc.fullName() + ": " + json, e);
        }
        return message.build();
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
