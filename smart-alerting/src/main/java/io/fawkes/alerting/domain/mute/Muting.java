package io.fawkes.alerting.domain.mute;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What mutes an alert.
 *
 * @param inhibited another alert, if one does
 * @param silences ids of the silences that do, those that end last first
 */
public record Muting(Optional<Inhibited> inhibited, List<UUID> silences) {

    /** Nothing does. */
    public static final Muting NONE = new Muting(Optional.empty(), List.of());

    public Muting {
        silences = List.copyOf(silences);
    }

    /** Whether something does. */
    public boolean isMuted() {
        return inhibited.isPresent() || !silences.isEmpty();
    }
}
