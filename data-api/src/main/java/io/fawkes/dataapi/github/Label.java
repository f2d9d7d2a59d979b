package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.fact.Severity;
import io.fawkes.dataapi.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The labels of an issue or a pull request, and what they say. */
final class Label {

    /** From the label that says outright what it is to those that are merely understood. */
    private static final List<Pattern> SEVERITIES = Stream.of("severity[/:](.+)", "(sev[1-5])", "(p[0-4])")
            .map(Pattern::compile)
            .toList();

    private Label() {}

    /** Names of the labels of {@code labelled}. */
    static Stream<String> names(Json labelled) {
        return labelled.objects("labels").stream().flatMap(label -> label.optionalText("name").stream());
    }

    /** How bad the labels say it is: {@code severity/x}, else {@code sev1} to {@code sev5}, else {@code p0} to {@code p4}. */
    static Optional<String> severity(Json labelled) {
        List<String> names =
                names(labelled).map(name -> name.toLowerCase(Locale.ROOT)).toList();
        return SEVERITIES.stream()
                .flatMap(pattern -> first(pattern, names).stream())
                .findFirst();
    }

    /** Of several the first by name, which of numbers is the worst; so the order of labels decides nothing. */
    private static Optional<String> first(Pattern pattern, List<String> names) {
        return names.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .flatMap(matched -> Severity.spelled(matched.group(1)).stream())
                .min(Comparator.naturalOrder());
    }
}
