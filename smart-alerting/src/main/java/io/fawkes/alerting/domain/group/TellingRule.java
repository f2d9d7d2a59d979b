package io.fawkes.alerting.domain.group;

import io.fawkes.alerting.domain.alert.Fingerprint;
import io.fawkes.alerting.domain.group.Notification.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a group is told of at a look, and why: the rule of Alertmanager's deduplication.
 *
 * @param firing alerts that fire now and may be told
 * @param resolved alerts that ended and may be told
 * @param sendResolved whether the receiver wants ends
 * @param repeatInterval after which an unchanged group is told again
 */
record TellingRule(Set<Fingerprint> firing, Set<Fingerprint> resolved, boolean sendResolved, Duration repeatInterval) {

    TellingRule {
        firing = Set.copyOf(firing);
        resolved = Set.copyOf(resolved);
    }

    /** Why the receiver is to be told at {@code now}; empty if it is not. */
    Optional<Reason> reason(Optional<Told> last, Instant now) {
        if (last.isPresent()) {
            return reason(last.get(), now);
        }
        return firing.isEmpty() ? Optional.empty() : Optional.of(Reason.FIRST_FIRING);
    }

    private Optional<Reason> reason(Told told, Instant now) {
        if (!told.firing().containsAll(firing)) {
            return Optional.of(told.firing().isEmpty() ? Reason.FIRST_FIRING : Reason.NEW_FIRING);
        }
        if (firing.isEmpty()) {
            return told.firing().isEmpty() && !owesAnEnd(told) ? Optional.empty() : Optional.of(Reason.ALL_RESOLVED);
        }
        if (sendResolved && !told.resolved().containsAll(resolved)) {
            return Optional.of(Reason.NEWLY_RESOLVED);
        }
        return told.at().isBefore(now.minus(repeatInterval)) ? Optional.of(Reason.REPEAT) : Optional.empty();
    }

    /** Of an alert that was muted when others were told, the receiver may still believe that it fires. */
    private boolean owesAnEnd(Told told) {
        return sendResolved && resolved.stream().anyMatch(told.owed()::contains);
    }
}
