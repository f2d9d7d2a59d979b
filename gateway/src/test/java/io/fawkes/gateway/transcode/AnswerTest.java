package io.fawkes.gateway.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.HttpBody;
import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RequestInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.fawkes.dataapi.v1.Service;
import io.fawkes.dataapi.v1.SourceKey;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final MeshDescriptors MESH = Meshes.withProbe();
    private static final Router ROUTER = Router.of(MESH);
    private static final StatusWriter STATUSES = new StatusWriter(MESH);

    @Test
    void writesMessagesInLowerCamelCaseWithoutDefaults() {
        var service = Service.newBuilder()
                .setName("services/pay")
                .addSourceKeys(SourceKey.newBuilder().setKey("github.com/project-slug"))
                .setCreateTime(Timestamps.fromSeconds(0))
                .build();

        var body = ROUTER.match("GET", "/v1/services/pay").route().writer().whole(service.toByteArray());

        assertEquals("application/json", body.mediaType());
        assertEquals("""
                {"name":"services/pay","sourceKeys":[{"key":"github.com/project-slug"}],"createTime":"1970-01-01T00:00:00Z"}""", body.content().toStringUtf8());
    }

    @Test
    void writesOneFieldWhereTheRuleSaysSo() {
        var writer = ROUTER.match("POST", "/v1/probes").route().writer();
        var message = ROUTER.match("GET", "/v1/probes/a").bind(RestRequest.withoutBody("tags=a&tags=b", Map.of()));

        assertEquals("[\"a\",\"b\"]", writer.whole(message).content().toStringUtf8());
        assertEquals("[]", writer.whole(new byte[0]).content().toStringUtf8());
    }

    @Test
    void passesRawBodiesOn() {
        var raw = HttpBody.newBuilder()
                .setContentType("image/png")
                .setData(ByteString.copyFrom(new byte[] {1, 2}))
                .build();

        var body = ROUTER.match("GET", "/v1/files/x").route().writer().whole(raw.toByteArray());

        assertEquals("image/png", body.mediaType());
        assertEquals(ByteString.copyFrom(new byte[] {1, 2}), body.content());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a message", "\u0001"})
    void refusesBytesThatAreNoMessage(String bytes) {
        var writer = ROUTER.match("GET", "/v1/facts:watch").route().writer();

        assertThrows(IllegalArgumentException.class, () -> writer.whole(bytes.getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @CsvSource({
        "1,499", "2,500", "3,400", "4,504", "5,404", "6,409", "7,403", "8,429", "9,400", "10,409", "11,400", "12,501",
        "13,500", "14,503", "15,500", "16,401", "99,500"
    })
    void mapsCodesToHttp(int code, int httpStatus) {
        assertEquals(
                httpStatus,
                STATUSES.failure(Status.newBuilder().setCode(code).build()).httpStatus());
    }

    @Test
    void writesStatusWithItsDetails() {
        var status = Status.newBuilder()
                .setCode(14)
                .setMessage("über \"x\"")
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason("R")
                        .setDomain("d")
                        .putMetadata("k", "v")
                        .build()))
                .addDetails(Any.pack(RetryInfo.newBuilder()
                        .setRetryDelay(Durations.fromMillis(1001))
                        .build()))
                .build();

        var failure = STATUSES.failure(status);

        assertEquals(503, failure.httpStatus());
        assertEquals(Map.of("Retry-After", "2"), failure.headers());
        assertEquals("""
                {"code":14,"message":"über \\"x\\"","details":[\
                {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"R","domain":"d","metadata":{"k":"v"}},\
                {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"1.001s"}]}""", failure.content().toStringUtf8());
    }

    @Test
    void keepsStatusAroundDetailsThatItCannotRead() {
        var status = Status.newBuilder()
                .setCode(5)
                .addDetails(Any.newBuilder().setTypeUrl("x/no.such.Type").setValue(ByteString.copyFromUtf8("hi")))
                .addDetails(Any.newBuilder()
                        .setTypeUrl("x/google.rpc.ErrorInfo")
                        .setValue(ByteString.copyFromUtf8("\u0001")))
                .build();

        assertEquals("""
                {"code":5,"details":[{"@type":"x/no.such.Type","value":"aGk="},\
                {"@type":"x/google.rpc.ErrorInfo","value":"AQ=="}]}""", STATUSES.failure(status).content().toStringUtf8());
    }

    @Test
    void asksForACredentialWithoutQuotingTheText() {
        var failure = STATUSES.failure(
                Status.newBuilder().setCode(16).setMessage("no").build());

        assertEquals(Map.of("WWW-Authenticate", "Bearer"), failure.headers());
    }

    @Test
    void letsTheCallerHaveTheHeadersOfARefusal() {
        var refusal = assertThrows(Refusal.class, () -> ROUTER.match("DELETE", "/v1/deployments/d-1"));

        var failure = STATUSES.failure(refusal);

        assertEquals(405, failure.httpStatus());
        assertEquals(Map.of("Allow", "GET, HEAD, OPTIONS"), failure.headers());
        assertTrue(failure.content().toStringUtf8().contains("\"domain\":\"fawkes\""));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 13, 15, 99})
    void keepsDefectsInside(int code) {
        var inside = Status.newBuilder()
                .setCode(code)
                .setMessage("password=hunter2")
                .addDetails(Any.pack(ErrorInfo.newBuilder().setReason("SECRET").build()))
                .build();

        var outside = EdgeStatus.of(inside, "request-7");

        assertFalse(outside.toString().contains("hunter2"));
        assertEquals("DEFECT", Details.reasonOf(outside));
        assertEquals(
                "request-7", Details.all(outside, RequestInfo.class).getFirst().getRequestId());
        assertEquals(code, outside.getCode());
    }

    @ParameterizedTest
    @CsvSource({
        "14, DEPENDENCY_UNAVAILABLE",
        "4,  DEADLINE_PASSED",
        "1,  CALLER_CANCELLED",
        "12, METHOD_UNKNOWN",
        "8,  OVERLOADED",
        "16, CREDENTIAL_INVALID",
        "7,  ROLE_MISSING",
        "3,  REQUEST_MALFORMED"
    })
    void givesTransportFailuresAReason(int code, String reason) {
        var outside =
                EdgeStatus.of(Status.newBuilder().setCode(code).setMessage("io").build(), "id");

        assertEquals(reason, Details.reasonOf(outside));
    }

    @Test
    void leavesWhatServicesSayAlone() {
        var said = Status.newBuilder()
                .setCode(5)
                .setMessage("no such service")
                .addDetails(Any.pack(
                        ErrorInfo.newBuilder().setReason("SERVICE_UNKNOWN").build()))
                .build();

        assertEquals(said, EdgeStatus.of(said, "id"));
    }
}
