package io.fawkes.runtime.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.r2dbc.postgresql.client.SSLMode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class PostgresUrlTest {
    static final List<String> INDISCREET = List.of(
            "SECRET",
            "postgresql://fawkes:SECRET",
            "postgresql://fawkes:SECRET SECRET@db/facts",
            "postgresql://fawkes:SECRET/SECRET@db/facts",
            "postgresql://fawkes:SECRET@SECRET@db/facts",
            "postgresql://fawkes:SECRET@db",
            "postgresql://fawkes:x@db/facts?password=SECRET");

    static final List<String> MALFORMED = List.of(
            "",
            "jdbc:postgresql://fawkes:secret@db/facts",
            "postgres://fawkes:secret@db/facts",
            "postgresql://:secret@db/facts",
            "postgresql://fawkes:%zzsecret@db/facts",
            "postgresql://fawkes:@db/secret",
            "postgresql://fawkes:se:secret@db/facts",
            "postgresql://fawkes:secret",
            "postgresql://fawkes:secret secret@db/facts",
            "postgresql://fawkes:secret@db",
            "postgresql://fawkes:secret@db/",
            "postgresql://fawkes:secret@db/a/b",
            "postgresql://fawkes:secret@db/facts#secret",
            "postgresql://fawkes:secret@db/facts?sslmode=",
            "postgresql://fawkes:secret@db/facts?sslmode=require&password=secret",
            "postgresql://fawkes:secret@db/facts?sslmode=tunnel",
            "postgresql://fawkes:secret@db:0/facts",
            "postgresql://fawkes:secret@db:70000/facts",
            "postgresql://fawkes:secret@db:x/facts",
            "postgresql://fawkes@db/secret",
            "secret");

    @Test
    void readsEveryPartAndDecodesIt() {
        var url = PostgresUrl.parse("X", "postgresql://fa%40wkes:s%3Ae%2Fcr+t@[::1]:5433/fa%20cts?sslmode=verify-full");

        assertEquals(new PostgresUrl("::1", 5433, "fa cts", "fa@wkes", "s:e/cr+t", SSLMode.VERIFY_FULL), url);
    }

    @Test
    void readsBackWhatItReveals() {
        var url = new PostgresUrl("::1", 5433, "fa cts", "fa@wkes", "s:e/cr+t %", SSLMode.VERIFY_FULL);

        assertEquals(url, PostgresUrl.parse("X", url.reveal()));
    }

    @Test
    void takesPortAndTlsModeOfLibpqWhenTheyAreAbsent() {
        var url = PostgresUrl.parse("X", "postgresql://fawkes:secret@db/facts");

        assertEquals(5432, url.port());
        assertEquals(SSLMode.PREFER, url.sslMode());
    }

    @ParameterizedTest
    @FieldSource("MALFORMED")
    void refusesOtherFormsInOneLine(String text) {
        var message = refusal("FAWKES_POSTGRES_URL", text);

        assertTrue(message.startsWith("FAWKES_POSTGRES_URL: "), message);
        assertTrue(message.contains(" (expected: postgresql://user:password@host"), message);
        assertEquals(1, message.lines().count());
    }

    @ParameterizedTest
    @FieldSource("INDISCREET")
    void keepsThePasswordOutOfItsRefusal(String text) {
        var message = refusal("X", text);

        assertFalse(message.contains("SECRET"), message);
    }

    @Test
    void keepsThePasswordOutOfItsText() {
        var url = PostgresUrl.parse("X", "postgresql://fawkes:secret@db/facts");

        assertEquals("postgresql://fawkes:***@db:5432/facts", url.toString());
    }

    private static String refusal(String name, String text) {
        return assertThrows(IllegalArgumentException.class, () -> PostgresUrl.parse(name, text))
                .toString()
                .replaceFirst("^[^:]*: ", "");
    }
}
