package io.fawkes.runtime.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets a system property")
final class ServerModeTest {
    private final String before = System.getProperty(ServerMode.PROPERTY, "");

    @AfterEach
    void restore() {
        System.setProperty(ServerMode.PROPERTY, before);
    }

    @Test
    void isWhatThePropertySays() {
        System.setProperty(ServerMode.PROPERTY, "program");

        assertEquals(ServerMode.PROGRAM, ServerMode.chosen());
    }

    @Test
    void isNotGuessedFromAMistake() {
        System.setProperty(ServerMode.PROPERTY, "containers");

        var failure = assertThrows(IllegalArgumentException.class, ServerMode::chosen);

        assertTrue(failure.toString().contains("container, program or auto"), failure::toString);
    }
}
