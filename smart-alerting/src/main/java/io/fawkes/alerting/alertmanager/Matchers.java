package io.fawkes.alerting.alertmanager;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import io.fawkes.alerting.domain.routing.MatcherSyntax;
import io.fawkes.alerting.domain.routing.MatcherSyntax.Malformed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Matchers as the configuration writes them. Two syntaxes: the classic one, and the one with quoted names that came with
 * Alertmanager 0.27. What both can read means what the classic one says, as Alertmanager's own fallback has it.
 */
public final class Matchers {

    /** The syntax as a value. */
    public static final MatcherSyntax SYNTAX = new MatcherSyntax() {
        @Override
        public Matcher matcher(String name, Operator operator, String value) {
            return of(name, operator, value);
        }

        @Override
        public List<Matcher> matchers(String text) {
            return parse(text);
        }
    };

    private Matchers() {}

    /**
     * The matchers in {@code text}, of which commas separate several.
     *
     * @throws Malformed if neither syntax reads it
     */
    public static List<Matcher> parse(String text) {
        try {
            return ClassicMatchers.parse(text);
        } catch (Malformed classic) {
            try {
                return new QuotedMatchers(text).parse();
            } catch (Malformed quoted) {
                quoted.addSuppressed(classic);
                throw quoted;
            }
        }
    }

    /** The matcher; a regular expression has to match the whole value. */
    static Matcher of(String name, Operator operator, String value) {
        if (!operator.isRegex()) {
            return new Matcher(name, operator, value, value::equals);
        }
        Pattern pattern = compiled(value);
        return new Matcher(name, operator, value, pattern::matches);
    }

    private static Pattern compiled(String value) {
        try {
            return Pattern.compile("^(?:" + value + ")$");
        } catch (PatternSyntaxException e) {
            var malformed = new Malformed(value + ": " + e.getDescription() + " (expected: an RE2 regular expression)");
            malformed.initCause(e);
            throw malformed;
        }
    }

    /** The operator that {@code sign} writes. */
    static Optional<Operator> operator(String sign) {
        return operators().filter(operator -> operator.sign().equals(sign)).findFirst();
    }

    static Stream<Operator> operators() {
        return Arrays.stream(Operator.values());
    }
}
