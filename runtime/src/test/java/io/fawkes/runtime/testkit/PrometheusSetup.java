package io.fawkes.runtime.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What a {@link PrometheusServer} starts with.
 *
 * @param files by name; all are in the folder of {@code prometheus.yml}, which may name them
 */
public record PrometheusSetup(Map<String, String> files) {
    static final String CONFIG = "prometheus.yml";
    static final String HISTORY = "history.om";

    public PrometheusSetup {
        files = Map.copyOf(files);
    }

    /** Scrapes nothing, alerts nobody. */
    public static PrometheusSetup empty() {
        return configured("global: {}\n");
    }

    /** The given {@code prometheus.yml}; a server of the test or of its JVM is at 127.0.0.1 for it too. */
    public static PrometheusSetup configured(String prometheusYml) {
        return new PrometheusSetup(Map.of(CONFIG, prometheusYml));
    }

    /** With a file beside the configuration, such as one of {@code rule_files}. */
    public PrometheusSetup with(String name, String text) {
        var all = new HashMap<>(files);
        all.put(name, text);
        return new PrometheusSetup(all);
    }

    /** With a past: OpenMetrics text, each sample with its time in seconds, at its end {@code # EOF}. */
    public PrometheusSetup after(Path openMetrics) {
        try {
            return with(HISTORY, Files.readString(openMetrics));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    boolean hasPast() {
        return files.containsKey(HISTORY);
    }
}
