package io.fawkes.alerting.domain.mute;

import io.fawkes.alerting.domain.alert.GoText;
import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.routing.Matcher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * While an alert on the source side fires, those on the target side that have the same values of some labels are not told.
 * A label that is missing on both sides is equal.
 *
 * @param name for people; empty if the configuration gives none
 * @param source conditions of alerts that mute
 * @param target conditions of alerts that are muted
 * @param equal labels in which both have to be equal
 */
public record InhibitRule(String name, List<Matcher> source, List<Matcher> target, NavigableSet<String> equal) {

    public InhibitRule {
        source = List.copyOf(source);
        target = List.copyOf(target);
        equal = java.util.Collections.unmodifiableNavigableSet(new TreeSet<>(equal));
    }

    /** Whether an alert with {@code labels} mutes others. */
    public boolean isSource(Labels labels) {
        return source.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /** Whether an alert with {@code labels} can be muted. */
    public boolean isTarget(Labels labels) {
        return target.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /** Where a source and its targets meet: the same for two alerts if they have the same values of {@code equal}. */
    public UUID meeting(Labels labels) {
        String values =
                equal.stream().map(label -> GoText.quoted(labels.get(label))).collect(Collectors.joining(","));
        return UUID.nameUUIDFromBytes((this + "\0" + values).getBytes(StandardCharsets.UTF_8));
    }

    /** As it is shown: the name, or the rule itself. */
    public String title() {
        return name.isEmpty() ? toString() : name;
    }

    /** What it says, without its name: {@code {severity="critical"} mutes {severity="warning"} if equal: cluster}. */
    @Override
    public String toString() {
        return "%s mutes %s if equal: %s".formatted(written(source), written(target), String.join(", ", equal));
    }

    private static String written(List<Matcher> matchers) {
        return matchers.stream().map(Matcher::toString).sorted().collect(Collectors.joining(",", "{", "}"));
    }
}
