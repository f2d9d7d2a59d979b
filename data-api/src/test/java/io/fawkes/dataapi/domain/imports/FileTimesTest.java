package io.fawkes.dataapi.domain.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTimesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:00:00Z, 2026-03-01T10:00:00Z",
        "2026-03-01T10:00:00.25+02:00, 2026-03-01T08:00:00.250Z",
        "2026-03-01 10:00:00, 2026-03-01T09:00:00Z",
        "2026-07-01 10:00:00.123, 2026-07-01T08:00:00.123Z",
        "2026-03-01 10:00:00+00, 2026-03-01T10:00:00Z",
        "2026-03-01 10:00:00.5-0230, 2026-03-01T12:30:00.500Z",
        "2026-03-01 10:00:00 UTC, 2026-03-01T10:00:00Z",
        "2026-03-01 10:00, 2026-03-01T09:00:00Z",
        "2026-03-01, 2026-02-28T23:00:00Z"
    })
    void timesAreReadAsFilesHaveThemAndInTheZoneOfTheFileIfTheyNameNone(String text, String expected) {
        assertEquals(Instant.parse(expected), FileTimes.read(text, BERLIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2026-13-01", "2026-03-01 25:00:00", "1709287200", "2026-03-01T10:00:00+2"})
    void whatIsNoTimeIsRefused(String text) {
        assertThrows(DateTimeException.class, () -> FileTimes.read(text, BERLIN));
    }
}
