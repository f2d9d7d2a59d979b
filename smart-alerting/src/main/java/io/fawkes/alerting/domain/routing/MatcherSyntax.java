package io.fawkes.alerting.domain.routing;

import io.fawkes.alerting.domain.routing.Matcher.Operator;
import java.util.List;

/** How matchers are written, and what their regular expressions mean. Implementations are pure and safe for concurrent use. */
public interface MatcherSyntax {

    /** A text is no matcher; the message says why. */
    final class Malformed extends RuntimeException {

        private final String problem;

        /**
         * @param problem what is wrong and what was expected, in one line
         */
        public Malformed(String problem) {
            super(problem);
            this.problem = problem;
        }

        /** What is wrong. */
        public String problem() {
            return problem;
        }
    }

    /**
     * The matcher; a regular expression has to match the whole value.
     *
     * @throws Malformed if {@code value} is no regular expression though {@code operator} asks for one
     */
    Matcher matcher(String name, Operator operator, String value);

    /**
     * The matchers in {@code text}, of which commas separate several.
     *
     * @throws Malformed if it holds none
     */
    List<Matcher> matchers(String text);
}
