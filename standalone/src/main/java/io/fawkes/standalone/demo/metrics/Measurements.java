package io.fawkes.standalone.demo.metrics;

import io.fawkes.standalone.demo.history.History;
import io.fawkes.standalone.demo.history.Profile;
import io.fawkes.standalone.demo.history.Storm;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Ten days of measurements of a history's services, one every five minutes, as OpenMetrics text: Prometheus reads it, and
 * so does whoever reads recordings.
 *
 * @param history whose services are measured; the last sample is the last full step before its end
 * @param seed of the noise
 */
public record Measurements(History history, long seed) {

    /** Distance of two samples. */
    public static final Duration STEP = Duration.ofMinutes(5);

    /** How far they reach back: a week and more, so that weekdays can be told apart. */
    public static final Duration LENGTH = Duration.ofDays(10);

    /** Writes them to {@code file}. */
    public void write(Path file) throws IOException {
        try (Writer text = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (Measure measure : Measure.values()) {
                text.write("# TYPE %s gauge\n".formatted(measure.metric()));
                for (Profile profile : history.services()) {
                    write(text, measure, profile);
                }
            }
            text.write("# EOF\n");
        }
    }

    private void write(Writer text, Measure measure, Profile profile) throws IOException {
        var load = new ServiceLoad(profile, Storm.before(history.end()), seed);
        long step = STEP.toSeconds();
        long last = history.end().getEpochSecond() / step * step;
        for (long time = last - LENGTH.toSeconds(); time <= last; time += step) {
            double value = load.value(measure, Instant.ofEpochSecond(time));
            text.write(String.format(
                    Locale.ROOT, "%s{service=\"%s\"} %.6f %d%n", measure.metric(), profile.service(), value, time));
        }
    }
}
