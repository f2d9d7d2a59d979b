package io.fawkes.anomaly.recording;

import io.fawkes.anomaly.domain.sample.Labels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * OpenMetrics text, as {@code promtool tsdb create-blocks-from openmetrics} takes it: lines of
 * {@code metric{label="value"} value seconds}, comments with {@code #}, and {@code # EOF} at the end.
 */
final class OpenMetrics {
    private static final Pattern SAMPLE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*)})?\\s+(\\S+)\\s+(\\S+)(?:\\s+#.*)?");
    private static final Pattern LABEL =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?");
    private static final String END = "# EOF";
    private static final double MILLIS = 1_000;

    private final String file;
    private final Map<Labels, RecordedSeries> series = new LinkedHashMap<>();
    private int line;
    private boolean ended;

    private OpenMetrics(String file) {
        this.file = file;
    }

    /** The series of {@code lines}; an {@link IllegalArgumentException} names the first line that is wrong. */
    static Map<Labels, RecordedSeries> read(String file, Stream<String> lines) {
        var reader = new OpenMetrics(file);
        lines.forEachOrdered(reader::take);
        if (!reader.ended) {
            throw reader.wrong("the file ends without " + END + " (expected: a whole file)");
        }
        return reader.series;
    }

    private void take(String text) {
        line++;
        if (ended) {
            throw wrong("text after " + END + " (expected: nothing)");
        }
        if (text.strip().equals(END)) {
            ended = true;
        } else if (!text.isBlank() && !text.startsWith("#")) {
            sample(text);
        }
    }

    private void sample(String text) {
        Matcher sample = SAMPLE.matcher(text.strip());
        if (!sample.matches()) {
            throw wrong(text + " (expected: metric{label=\"value\"} value seconds)");
        }
        Labels labels = labels(sample.group(1), sample.group(2));
        boolean later = series.computeIfAbsent(labels, RecordedSeries::new)
                .add(Math.round(number(sample.group(4)) * MILLIS), number(sample.group(3)));
        if (!later) {
            throw wrong(labels + " goes back in time (expected: samples of a series in order)");
        }
    }

    private double number(String text) {
        try {
            return switch (text) {
                case "+Inf" -> Double.POSITIVE_INFINITY;
                case "-Inf" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException _) {
            throw wrong(text + " (expected: a number)");
        }
    }

    private static Labels labels(String metric, @Nullable String inside) {
        var labels = new TreeMap<String, String>();
        labels.put(Labels.NAME, metric);
        if (inside != null) {
            LABEL.matcher(inside).results().forEach(label -> labels.put(label.group(1), unescaped(label.group(2))));
        }
        return new Labels(labels);
    }

    static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(file + ":" + line + ": " + what);
    }
}
