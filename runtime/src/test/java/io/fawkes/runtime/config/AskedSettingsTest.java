package io.fawkes.runtime.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AskedSettingsTest {
    @Test
    void remembersEveryNameThatWasAskedForAlsoThroughSettingsMadeOfIt() {
        var settings = Settings.of(Map.of("SET", "1", "UNASKED", "1"));

        settings.integer("SET", 0, 0, 9);
        settings.with(Map.of("MORE", "x")).text("UNSET");
        settings.secret("SECRET");

        assertEquals(Set.of("SET", "UNSET", "SECRET", "SECRET_FILE"), settings.asked());
    }
}
