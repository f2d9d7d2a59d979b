package io.fawkes.alerting.domain.routing;

import io.fawkes.alerting.domain.alert.GoText;
import io.fawkes.alerting.domain.alert.Labels;
import java.util.Comparator;
import java.util.function.Predicate;

/**
 * One condition on one label; a missing label is an empty one.
 *
 * @param name of the label
 * @param operator how value and label are compared
 * @param value as written
 * @param test whether a label's value is equal to the value, or matches it as a whole
 */
public record Matcher(String name, Operator operator, String value, Predicate<String> test) {

    /** As Alertmanager orders those of a route in its keys. */
    static final Comparator<Matcher> ORDER =
            Comparator.comparing(Matcher::name).thenComparing(Matcher::value).thenComparing(Matcher::operator);

    /** How value and label are compared; in the order in which Alertmanager sorts them. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        REGEX("=~"),
        NOT_REGEX("!~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As it is written. */
        public String sign() {
            return sign;
        }

        /** Whether the value is a regular expression. */
        public boolean isRegex() {
            return this == REGEX || this == NOT_REGEX;
        }

        boolean isNegative() {
            return this == NOT_EQUAL || this == NOT_REGEX;
        }
    }

    /** Whether {@code labels} fulfil it. */
    public boolean matches(Labels labels) {
        return test.test(labels.get(name)) != operator.isNegative();
    }

    /** As Alertmanager writes it: {@code team="x"}. */
    @Override
    public String toString() {
        return name + operator.sign() + GoText.quoted(value);
    }
}
