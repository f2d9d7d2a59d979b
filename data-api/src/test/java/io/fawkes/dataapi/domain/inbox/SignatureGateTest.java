package io.fawkes.dataapi.domain.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.sources.Signatures;
import io.fawkes.runtime.webhook.ShownCredential;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureGateTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
    private static final String BODY = "{\"a\":1}";

    private final SignatureGate plain = SignatureGate.ofBody("pager", List.of("new", "old"), "x-signature", "v1=");
    private final SignatureGate timed = SignatureGate.ofTimedBody(
            "generic",
            List.of("new", "old"),
            "x-signature",
            "v1=",
            new ReplayWindow("x-timestamp", Duration.ofMinutes(5)));

    @ParameterizedTest
    @ValueSource(strings = {"new", "old"})
    void duringARotationTheOldAndTheNewSecretSign(String secret) {
        assertEquals(
                Optional.empty(),
                plain.doubt(request(Map.of("x-signature", "v1=" + Signatures.hex(BODY, secret))), NOW));
    }

    @Test
    void oneValidSignatureOfSeveralIsEnoughWhereverItStands() {
        String several = "v2=00, v1=" + Signatures.hex(BODY, "someone's") + ",v1=" + Signatures.hex(BODY, "old");

        assertEquals(Optional.empty(), plain.doubt(request(Map.of("x-signature", several)), NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1=", "v1=zz", "v1=00", ",,,", "v2="})
    void whatDoesNotSignTheBodyIsDoubted(String signature) {
        assertEquals(Reason.SIGNATURE_INVALID, reason(plain, Map.of("x-signature", signature)));
        assertEquals(
                Reason.SIGNATURE_INVALID,
                reason(plain, Map.of("x-signature", signature + Signatures.hex("other", "new"))));
    }

    @Test
    void anotherSchemeIsNotRead() {
        assertEquals(
                Reason.SIGNATURE_INVALID, reason(plain, Map.of("x-signature", "v0=" + Signatures.hex(BODY, "new"))));
    }

    @Test
    void withoutASecretNobodyIsBelievedAndTheVariableIsNamed() {
        Rejection rejection = SignatureGate.ofBody("pager", List.of(), "x-signature", "v1=")
                .doubt(request(Map.of()), NOW)
                .orElseThrow();

        assertEquals(Reason.SECRET_MISSING, rejection.reason());
        assertTrue(rejection.detail().contains("FAWKES_WEBHOOK_SECRET_PAGER"), rejection.detail());
    }

    @ParameterizedTest
    @CsvSource({"-301, true", "-300, false", "0, false", "300, false", "301, true"})
    void aSignatureIsGoodWithinTheWindowOnly(long secondsOff, boolean doubted) {
        String time = String.valueOf(NOW.getEpochSecond() + secondsOff);

        assertEquals(doubted, timed.doubt(request(signedAt(time)), NOW).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1", "1e9", "9999999999999999999999", "1790000000.0"})
    void aTimeThatIsNoneIsDoubtedThoughItIsSigned(String time) {
        assertEquals(Reason.SIGNATURE_INVALID, reason(timed, signedAt(time)));
    }

    @Test
    void theTimeIsPartOfWhatIsSigned() {
        Map<String, String> moved = Map.of(
                "x-signature",
                signedAt(String.valueOf(NOW.getEpochSecond() - 9_000)).get("x-signature"),
                "x-timestamp",
                String.valueOf(NOW.getEpochSecond()));

        assertEquals(Reason.SIGNATURE_INVALID, reason(timed, moved));
    }

    private static Map<String, String> signedAt(String time) {
        return Map.of("x-signature", "v1=" + Signatures.hex(time + "." + BODY, "new"), "x-timestamp", time);
    }

    private static Reason reason(SignatureGate gate, Map<String, String> headers) {
        return gate.doubt(request(headers), NOW).orElseThrow().reason();
    }

    private static WebhookRequest request(Map<String, String> headers) {
        Bytes body = Bytes.of(BODY.getBytes(StandardCharsets.UTF_8));
        return new WebhookRequest("pager", ShownCredential.NONE, headers, body, body.size());
    }
}
