package io.fawkes.anomaly.domain.event;

import io.fawkes.anomaly.domain.detector.View;
import java.util.Locale;

/**
 * An anomaly in one sentence for people, such as "error-ratio: errors{service="shop"} was 0.21 where 0.01 was expected
 * (above what was expected; 23 times its typical deviation; expected mostly from the value before)."
 */
final class Explanation {
    private static final double LARGE = 1e6;
    private static final double SMALL = 1e-3;
    private static final double HUNDREDS = 100;

    private Explanation() {}

    static String of(Anomaly anomaly) {
        Reading reading = anomaly.reading();
        return "%s: %s was %s where %s was expected (%s; %s its typical deviation; %s)."
                .formatted(
                        anomaly.rule(),
                        anomaly.labels().series(),
                        number(reading.value()),
                        number(reading.expected()),
                        reading.view().text(),
                        times(reading.severity()),
                        basis(reading));
    }

    private static String times(double severity) {
        double times = Math.exp(severity);
        return times >= HUNDREDS ? "more than 100 times" : number(times) + " times";
    }

    private static String basis(Reading reading) {
        return reading.view() == View.RESIDUAL_UP || reading.view() == View.RESIDUAL_DOWN
                ? "expected mostly from " + reading.basis().leading().text()
                : "compared with its level before";
    }

    /** Three significant digits, without an exponent where people would not write one. */
    private static String number(double value) {
        double size = Math.abs(value);
        if (size >= LARGE || (size < SMALL && size > 0)) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        String text = size >= HUNDREDS
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.4f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
