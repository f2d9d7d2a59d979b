package io.fawkes.alerting.domain.alert;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The known episodes of some fingerprints, and what reports make of them. Used by one transaction at a time; order of the
 * reports is the order of the post.
 */
public final class Episodes {

    /** What a report changed. */
    public enum Change {
        /** An alert that was not known. */
        NEW,
        /** Something that was not known of a known alert. */
        CHANGED,
        /** Nothing. */
        REPEATED
    }

    /**
     * One episode after a report.
     *
     * @param before it before, if it was known
     * @param after it now
     * @param change what the report changed
     */
    public record Step(Optional<Alert> before, Alert after, Change change) {}

    private final Map<Fingerprint, Map<UUID, Alert>> alerts = new HashMap<>();

    /** What is known: the newest episode, and those that begin when a report says. */
    public Episodes(List<Alert> known) {
        known.forEach(this::put);
    }

    /** Merges {@code report}, received at {@code now}. */
    public Step merge(AlertReport report, Instant now) {
        Optional<Alert> before = meant(report, now);
        Alert after = before.map(alert -> alert.merged(report, now)).orElseGet(() -> Alert.first(report, now));
        put(after);
        return new Step(
                before,
                after,
                before.map(known -> changed(known, after, now) ? Change.CHANGED : Change.REPEATED)
                        .orElse(Change.NEW));
    }

    private void put(Alert alert) {
        alerts.computeIfAbsent(alert.fingerprint(), _ -> new HashMap<>()).put(alert.id(), alert);
    }

    /** One with the very same start, else the newest whose times meet. */
    private Optional<Alert> meant(AlertReport report, Instant now) {
        return alerts.getOrDefault(report.fingerprint(), Map.of()).values().stream()
                .filter(alert -> alert.isMeantBy(report, now))
                .max(Comparator.comparing((Alert alert) -> alert.startsAt().equals(report.startsAt()))
                        .thenComparing(Alert::startsAt));
    }

    private static boolean changed(Alert before, Alert after, Instant now) {
        return before.state(now) != after.state(now)
                || !before.startsAt().equals(after.startsAt())
                || !before.annotations().equals(after.annotations())
                || !Objects.equals(before.generatorUri(), after.generatorUri())
                || (!after.isFiring(now) && !before.ending().equals(after.ending()));
    }
}
