package io.fawkes.insights.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fawkes.insights.domain.DoraQuestion;
import io.fawkes.insights.domain.InsightsException;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.Row;
import io.fawkes.insights.domain.dora.Window;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Where a page ended, in a text that only fits the request it was given for.
 *
 * @param window window of all pages
 * @param last position of the last row of the page
 */
record PageToken(Window window, Row.Position last) {
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 6;

    static PageToken parse(String text, DoraQuestion asked, Metric metric) {
        try {
            List<String> parts = List.of(new String(Base64.getUrlDecoder().decode(text), UTF_8).split(SEPARATOR, -1));
            if (parts.size() != PARTS || !parts.getFirst().equals(mark(asked, metric))) {
                throw new InsightsException.PageTokenInvalid();
            }
            return new PageToken(
                    new Window(Instant.parse(parts.get(1)), Instant.parse(parts.get(2))),
                    new Row.Position(Instant.parse(parts.get(3)), Instant.parse(parts.get(4)), parts.get(5)));
        } catch (java.time.DateTimeException | IllegalArgumentException _) {
            throw new InsightsException.PageTokenInvalid();
        }
    }

    String text(DoraQuestion asked, Metric metric) {
        String plain = String.join(
                SEPARATOR,
                mark(asked, metric),
                window.start().toString(),
                window.end().toString(),
                last.time().toString(),
                last.start().toString(),
                last.subject());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
    }

    private static String mark(DoraQuestion asked, Metric metric) {
        return "%s %s %s %s %s %s %s %s %s"
                .formatted(
                        asked.group().name(),
                        Objects.toString(asked.start()),
                        Objects.toString(asked.end()),
                        Objects.toString(asked.terms().weakest()),
                        Objects.toString(asked.terms().zone()),
                        Objects.toString(asked.terms().authors()),
                        asked.terms().recoveryBy() + asked.terms().included().toString(),
                        metric,
                        Objects.toString(asked.asOf()));
    }
}
