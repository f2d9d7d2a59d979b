package io.fawkes.standalone.demo.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.standalone.demo.history.History;
import io.fawkes.standalone.demo.history.Storm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementsTest {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-z_0-9]+)\\{service=\"([a-z]+)\"} (\\d+\\.\\d{6}) (\\d+)");
    private static final History HISTORY = History.of(History.USUAL_SEED, Instant.parse("2026-11-19T14:32:10Z"));

    @TempDir
    Path folder;

    private List<String> lines;

    private record Sample(String metric, String service, double value, Instant time) {}

    @BeforeEach
    void write() throws IOException {
        Path file = folder.resolve("measurements.om");
        new Measurements(HISTORY, 1).write(file);
        lines = Files.readAllLines(file);
    }

    @Test
    void theSameSeedMeasuresTheSame() throws IOException {
        Path again = folder.resolve("again.om");
        new Measurements(HISTORY, 1).write(again);

        assertEquals(lines, Files.readAllLines(again));
    }

    @Test
    void everyServiceHasEveryMeasureAtEveryStepAndNothingLiesAhead() {
        assertEquals("# EOF", lines.getLast());
        assertEquals(3 * 6 * (10 * 24 * 12 + 1), samples(_ -> true).size());
        assertTrue(samples(sample -> sample.time().isAfter(HISTORY.end())).isEmpty());
    }

    @Test
    void daysAreBusyAndNightsAndWeekendsAreCalm() {
        double noon = mean("checkout", Measure.REQUEST_RATE, sample -> hour(sample) == 14 && !isWeekend(sample));
        double night = mean("checkout", Measure.REQUEST_RATE, sample -> hour(sample) == 3 && !isWeekend(sample));
        double weekend = mean("checkout", Measure.REQUEST_RATE, sample -> hour(sample) == 14 && isWeekend(sample));

        assertTrue(noon > 2 * night, () -> noon + " by day, " + night + " by night");
        assertTrue(noon > 1.3 * weekend, () -> noon + " on workdays, " + weekend + " on weekends");
    }

    @Test
    void theStormIsSeenInThoseThatItHitsOnly() {
        Instant storm = Storm.before(HISTORY.end()).began();
        double before =
                mean("payments", Measure.ERROR_RATIO, sample -> sample.time().isBefore(storm));
        double during =
                mean("payments", Measure.ERROR_RATIO, sample -> !sample.time().isBefore(storm));
        double spared =
                mean("search", Measure.ERROR_RATIO, sample -> !sample.time().isBefore(storm));

        assertTrue(during > 20 * before, () -> before + " before, " + during + " during");
        assertTrue(spared < 1.2 * before, () -> before + " before, " + spared + " of search");
    }

    private double mean(String service, Measure measure, Predicate<Sample> which) {
        return samples(which.and(sample ->
                        sample.service().equals(service) && sample.metric().equals(measure.metric())))
                .stream()
                .mapToDouble(Sample::value)
                .average()
                .orElseThrow();
    }

    private List<Sample> samples(Predicate<Sample> which) {
        return lines.stream()
                .map(SAMPLE::matcher)
                .filter(Matcher::matches)
                .map(found -> new Sample(
                        found.group(1),
                        found.group(2),
                        Double.parseDouble(found.group(3)),
                        Instant.ofEpochSecond(Long.parseLong(found.group(4)))))
                .filter(which)
                .toList();
    }

    private static int hour(Sample sample) {
        return sample.time().atZone(ZoneId.of("Europe/Berlin")).getHour();
    }

    private static boolean isWeekend(Sample sample) {
        DayOfWeek day = sample.time().atZone(ZoneId.of("Europe/Berlin")).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }
}
