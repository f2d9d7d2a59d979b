package io.fawkes.alerting.domain.group;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.fawkes.alerting.domain.alert.Alert;
import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.group.Notification.Reason;
import io.fawkes.alerting.domain.routing.Integration;
import io.fawkes.alerting.domain.routing.Timers;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A group as one integration may be told of it. What is muted is left out, as Alertmanager does; but the end of an alert
 * that the integration was told fires is never left out, since nobody else would tell it.
 *
 * @param group the group
 * @param integration who is told
 * @param last what it was told last
 */
record Audience(Group group, Integration integration, Optional<Told> last) {

    List<Alert> firing() {
        return group.firing().stream().filter(alert -> !group.isMuted(alert)).toList();
    }

    List<Alert> ended() {
        return group.ended().stream()
                .filter(alert -> !group.isMuted(alert) || isOwed(alert))
                .toList();
    }

    /** Whether it still believes that {@code alert} fires. */
    boolean isOwed(Alert alert) {
        return last.filter(told -> told.owed().contains(alert.fingerprint())).isPresent();
    }

    /** Why it is to be told now; empty if it is not, or if there is nothing it may be told of. */
    Optional<Reason> reason(Timers timers) {
        Set<Fingerprint> firing = fingerprints(firing());
        Set<Fingerprint> ended = fingerprints(ended());
        return firing.isEmpty() && ended.isEmpty()
                ? Optional.empty()
                : new TellingRule(firing, ended, integration.sendResolved(), timers.repeatInterval())
                        .reason(last, group.now());
    }

    Notification notification(Reason reason) {
        Stream<Alert> ended = integration.sendResolved() ? ended().stream() : Stream.empty();
        return new Notification(
                group.id() + "/" + (group.looks() + 1) + "/" + integration.name(),
                integration,
                reason,
                group.groupKey(),
                group.labels(),
                Stream.concat(firing().stream(), ended)
                        .sorted(AlertOrder.INSTANCE)
                        .toList(),
                group.now());
    }

    /** What it was told once it is told now. */
    Told toldNow() {
        Set<Fingerprint> firing = fingerprints(firing());
        Set<Fingerprint> ended = fingerprints(ended());
        return new Told(firing, ended, integration.sendResolved() ? owed(firing, ended) : Set.of(), group.now(), false);
    }

    private Set<Fingerprint> owed(Set<Fingerprint> firing, Set<Fingerprint> ended) {
        return Stream.concat(last.stream().flatMap(told -> told.owed().stream()), firing.stream())
                .filter(alert -> !ended.contains(alert))
                .collect(toUnmodifiableSet());
    }

    private static Set<Fingerprint> fingerprints(Collection<Alert> alerts) {
        return alerts.stream().map(Alert::fingerprint).collect(toUnmodifiableSet());
    }
}
