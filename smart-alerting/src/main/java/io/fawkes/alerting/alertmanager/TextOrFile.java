package io.fawkes.alerting.alertmanager;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Values that stand in the configuration or in a file that it names, {@code key} or {@code key_file}.
 *
 * @param place the configuration file; names of files are relative to it
 */
record TextOrFile(Path place) {

    /** The value of {@code key} in {@code section}; both is a mistake. */
    Optional<String> read(YamlMap section, String key) {
        String file = key + "_file";
        if (section.has(key) && section.has(file)) {
            throw section.wrong(key, "both " + key + " and " + file + " (expected: one of them)");
        }
        return section.text(key).or(() -> section.text(file).map(name -> content(section, file, name)));
    }

    private String content(YamlMap section, String key, String file) {
        try {
            return Files.readString(place.resolveSibling(file)).strip();
        } catch (IOException e) {
            var invalid = section.wrong(key, file + " (expected: a file that can be read)");
            invalid.initCause(e);
            throw invalid;
        }
    }
}
