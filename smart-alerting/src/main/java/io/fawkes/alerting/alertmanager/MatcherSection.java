package io.fawkes.alerting.alertmanager;

import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import io.fawkes.alerting.domain.routing.MatcherSyntax.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The three keys by which a section of a configuration file gives matchers: two old ones, for equality and regular expressions, and one. */
final class MatcherSection {

    private MatcherSection() {}

    /** All of {@code equal}, {@code regex} and {@code matchers} together. */
    static List<Matcher> read(YamlMap section, String equal, String regex, String matchers) {
        var read = new ArrayList<Matcher>();
        section.pairs(equal).forEach((name, value) -> read.add(Matchers.of(name, Operator.EQUAL, value)));
        section.pairs(regex)
                .forEach((name, value) ->
                        read.add(wellFormed(section, regex, () -> Matchers.of(name, Operator.REGEX, value))));
        section.texts(matchers).forEach(text -> read.addAll(wellFormed(section, matchers, () -> Matchers.parse(text))));
        return read;
    }

    private static <T> T wellFormed(YamlMap section, String key, Supplier<T> parse) {
        try {
            return parse.get();
        } catch (Malformed e) {
            var invalid = section.wrong(key, e.problem());
            invalid.initCause(e);
            throw invalid;
        }
    }
}
