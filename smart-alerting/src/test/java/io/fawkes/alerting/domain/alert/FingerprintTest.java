package io.fawkes.alerting.domain.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    /** FNV-1a 64 of the bytes {@code alertname 0xFF A 0xFF}, computed apart from this code. */
    @Test
    void isTheOneThatPrometheusMakes() {
        assertEquals(
                "d2c6efc389df0927",
                Fingerprint.of(Labels.of(Map.of("alertname", "A"))).hex());
        assertEquals(
                "e08b6a0bbc52d63f",
                Fingerprint.of(Labels.of(Map.of("b", "2", "a", "ü"))).hex());
        assertEquals("cbf29ce484222325", Fingerprint.of(Labels.NONE).hex());
    }

    @Test
    void doesNotSeeEmptyLabels() {
        assertEquals(Fingerprint.of(Labels.of(Map.of("a", "1"))), Fingerprint.of(Labels.of(Map.of("a", "1", "b", ""))));
    }

    @Test
    void tellsNamesFromValues() {
        assertNotEquals(Fingerprint.of(Labels.of(Map.of("ab", "c"))), Fingerprint.of(Labels.of(Map.of("a", "bc"))));
    }

    @Test
    void isReadFromSixteenHexDigitsOnly() {
        assertEquals(Optional.of(new Fingerprint(0xa1bc48475b20e73dL)), Fingerprint.parse("a1bc48475b20e73d"));
        assertTrue(Fingerprint.parse("a1bc").isEmpty());
        assertTrue(Fingerprint.parse("not-hex-digits-!").isEmpty());
    }
}
