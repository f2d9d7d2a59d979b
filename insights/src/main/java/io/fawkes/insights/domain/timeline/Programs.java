package io.fawkes.insights.domain.timeline;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Which authors are programs: those whose source says so, and those that a policy names; {@code *} stands for any text. */
final class Programs {
    private final List<Pattern> named;

    /** Those that {@code names} name, without case. */
    Programs(List<String> names) {
        this.named = names.stream().map(Programs::pattern).toList();
    }

    /** Whether {@code author} is one. */
    boolean include(boolean saidBySource, String author) {
        return saidBySource || isNamed(author);
    }

    private boolean isNamed(String author) {
        for (Pattern name : named) {
            if (name.matcher(author).matches()) {
                return true;
            }
        }
        return false;
    }

    private static Pattern pattern(String name) {
        String regex = Arrays.stream(name.split("\\*", -1)).map(Pattern::quote).collect(joining(".*"));
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
