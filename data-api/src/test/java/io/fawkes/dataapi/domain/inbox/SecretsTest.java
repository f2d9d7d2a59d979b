package io.fawkes.dataapi.domain.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization",
                "Proxy-Authorization",
                "x-gitlab-token",
                "x-hub-signature-256",
                "x-pagerduty-signature",
                "x-fawkes-secret",
                "cookie",
                "x-api-key"
            })
    void aHeaderThatSpeaksForItsSenderIsSecret(String header) {
        assertTrue(Secrets.isSecret(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x-github-event", "x-github-delivery", "content-type", "idempotency-key", "ce-id", ":endpoint"})
    void whatAReadingNeedsIsKept(String header) {
        assertFalse(Secrets.isSecret(header));
    }

    @Test
    void nothingOfASecretIsLeft() {
        assertEquals(
                Map.of("x-gitlab-event", "Push Hook"),
                Secrets.without(Map.of("x-gitlab-event", "Push Hook", "x-gitlab-token", "hush")));
    }
}
