package io.fawkes.alerting.domain.group;

import io.fawkes.alerting.domain.alert.Fingerprint;
import java.time.Instant;
import java.util.Set;

/**
 * What one integration was last told of a group.
 *
 * @param firing alerts that it was told fire
 * @param resolved alerts that it was told ended
 * @param owed alerts that it was told fire, and never that they ended; none where it wants no ends
 * @param at when; the confirmation if it came, else the promise
 * @param isOpen whether the message is still on its way: then nothing else is told, so that no old message overtakes
 */
public record Told(
        Set<Fingerprint> firing, Set<Fingerprint> resolved, Set<Fingerprint> owed, Instant at, boolean isOpen) {

    public Told {
        firing = Set.copyOf(firing);
        resolved = Set.copyOf(resolved);
        owed = Set.copyOf(owed);
    }
}
