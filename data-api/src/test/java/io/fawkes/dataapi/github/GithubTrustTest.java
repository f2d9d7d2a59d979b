package io.fawkes.dataapi.github;

import static io.fawkes.dataapi.github.GithubReading.NOW;
import static io.fawkes.dataapi.github.GithubReading.github;
import static io.fawkes.dataapi.github.GithubReading.read;
import static io.fawkes.dataapi.github.GithubReading.refusal;
import static io.fawkes.dataapi.github.GithubReading.understood;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fawkes.dataapi.domain.inbox.Rejection.Reason;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub tells: who is believed, and what is understood at all. */
class GithubTrustTest {

    @Test
    void aPingIsUnderstoodAndSaysNothing() {
        assertEquals(List.of(), read("ping", "ping").revisions());
    }

    @Test
    void aBodyThatWasChangedAfterSigningIsRefused() {
        byte[] body = GithubBodies.body("deployment").getBytes(StandardCharsets.UTF_8);
        WebhookRequest signed = GithubBodies.signed("deployment", body, GithubBodies.SECRET);
        body[10]++;

        assertEquals(Reason.SIGNATURE_INVALID, refusal(github().understand(signed, NOW)));
    }

    @Test
    void duringARotationTheOldAndTheNewSecretSign() {
        var rotating = new GithubSource(List.of("new", "old"), Set.of());
        byte[] body = GithubBodies.body("ping").getBytes(StandardCharsets.UTF_8);

        understood(rotating.understand(GithubBodies.signed("ping", body, "old"), NOW));
        understood(rotating.understand(GithubBodies.signed("ping", body, "new"), NOW));
        assertEquals(
                Reason.SIGNATURE_INVALID,
                refusal(rotating.understand(GithubBodies.signed("ping", body, "older"), NOW)));
    }

    @Test
    void withoutASecretNothingIsBelieved() {
        var unconfigured = new GithubSource(List.of(), Set.of());

        assertEquals(Reason.SECRET_MISSING, refusal(unconfigured.understand(GithubBodies.signed("ping", "{}"), NOW)));
    }

    @Test
    void anEventThatNobodyReadsIsRefusedByName() {
        assertEquals(Reason.EVENT_UNKNOWN, refusal(github().understand(GithubBodies.signed("gollum", "{}"), NOW)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"deployment\":1}",
                "{\"a\":1,\"a\":2}",
                "{} {}",
                "{\"deployment\":{\"id\":\"x\"}}"
            })
    void aBodyThatIsNotWhatGithubWritesIsRefused(String body) {
        assertEquals(Reason.BODY_MALFORMED, refusal(github().understand(GithubBodies.signed("deployment", body), NOW)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingThatASenderSendsEverThrows(long seed) {
        var random = new Random(seed);
        byte[] original = GithubBodies.body("deployment_status").getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 500; round++) {
            byte[] body = original.clone();
            for (int hit = 0; hit <= random.nextInt(4); hit++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertInstanceOf(
                    Understanding.class,
                    github().understand(GithubBodies.signed("deployment_status", body, GithubBodies.SECRET), NOW),
                    "seed " + seed);
        }
    }
}
