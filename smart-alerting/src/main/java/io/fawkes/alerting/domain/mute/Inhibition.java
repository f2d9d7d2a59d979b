package io.fawkes.alerting.domain.mute;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.Labels;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All rules by which alerts mute others. A source mutes whether or not it is muted itself.
 *
 * @param rules in the order of the configuration; the first that holds is the reason
 */
public record Inhibition(List<InhibitRule> rules) {

    /** No rules. */
    public static final Inhibition NONE = new Inhibition(List.of());

    public Inhibition {
        rules = List.copyOf(rules);
    }

    /** Where an alert with {@code labels} mutes others: the meetings of the rules whose source it is. */
    public Set<UUID> muting(Labels labels) {
        return rules.stream()
                .filter(rule -> rule.isSource(labels))
                .map(rule -> rule.meeting(labels))
                .collect(toUnmodifiableSet());
    }

    /** Where an alert with {@code labels} may be muted: the meetings of the rules whose target it is. */
    public Set<UUID> mutable(Labels labels) {
        return rules.stream()
                .filter(rule -> rule.isTarget(labels))
                .map(rule -> rule.meeting(labels))
                .collect(toUnmodifiableSet());
    }

    /**
     * What mutes an alert with {@code labels}, if anything does. One that matches both sides of a rule is not muted by
     * another that does, itself included.
     *
     * @param firing alerts that fire, by where they mute; those of {@link #mutable} are enough
     */
    public Optional<Inhibited> inhibited(Labels labels, Map<UUID, List<Alert>> firing) {
        return rules.stream()
                .filter(rule -> rule.isTarget(labels))
                .flatMap(rule -> inhibited(rule, labels, firing.getOrDefault(rule.meeting(labels), List.of())).stream())
                .findFirst();
    }

    private static Optional<Inhibited> inhibited(InhibitRule rule, Labels labels, Collection<Alert> sources) {
        boolean isTwoSided = rule.isSource(labels);
        return sources.stream()
                .filter(source -> !isTwoSided || !rule.isTarget(source.labels()))
                .min(Comparator.comparing((Alert source) -> source.fingerprint().hex()))
                .map(source -> new Inhibited(rule.title(), source.id(), source.fingerprint()));
    }
}
