package io.fawkes.alerting.apiv2;

import io.fawkes.alerting.domain.AlertingException.FieldRefused;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.read.AlertView;
import io.fawkes.alerting.domain.routing.Matcher;
import io.fawkes.alerting.domain.routing.Matcher.Operator;
import io.fawkes.alerting.domain.routing.MatcherSyntax;
import io.fawkes.alerting.domain.routing.MatcherSyntax.Malformed;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which alerts are asked for.
 *
 * @param active whether those that nothing mutes
 * @param silenced whether those that a silence mutes
 * @param inhibited whether those that another alert mutes
 * @param matchers conditions on their labels, all of which must hold
 * @param receiver condition on the name of a receiver
 */
public record AlertFilter(
        boolean active, boolean silenced, boolean inhibited, List<Matcher> matchers, Predicate<String> receiver) {

    public AlertFilter {
        matchers = List.copyOf(matchers);
    }

    /** The matchers that {@code filter} writes; refused if one is malformed. */
    public static List<Matcher> matchers(MatcherSyntax syntax, List<String> filter) {
        try {
            return filter.stream()
                    .flatMap(text -> syntax.matchers(text).stream())
                    .toList();
        } catch (Malformed e) {
            throw refused("filter", e);
        }
    }

    /** What {@code pattern} asks of the name of a receiver; empty asks nothing. */
    public static Predicate<String> receiver(MatcherSyntax syntax, String pattern) {
        try {
            return pattern.isEmpty()
                    ? _ -> true
                    : syntax.matcher("receiver", Operator.REGEX, pattern).test();
        } catch (Malformed e) {
            throw refused("receiver", e);
        }
    }

    private static FieldRefused refused(String field, Malformed malformed) {
        var refused = new FieldRefused(field, malformed.problem());
        refused.initCause(malformed);
        return refused;
    }

    boolean takes(AlertView view) {
        var muting = view.muting();
        return (active || muting.isMuted())
                && (silenced || muting.silences().isEmpty())
                && (inhibited || muting.inhibited().isEmpty())
                && takes(view.alert().labels());
    }

    private boolean takes(Labels labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }
}
