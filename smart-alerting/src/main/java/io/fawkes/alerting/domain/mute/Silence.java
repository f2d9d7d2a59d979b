package io.fawkes.alerting.domain.mute;

import io.fawkes.alerting.domain.alert.Labels;
import io.fawkes.alerting.domain.routing.Matcher;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A time in which alerts that match are not told.
 *
 * @param id last part of its resource name
 * @param matchers conditions, all of which must hold
 * @param startsAt from when on
 * @param endsAt until when
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param createdBy who made it, as they call themselves
 * @param comment why
 */
public record Silence(
        UUID id,
        List<Matcher> matchers,
        Instant startsAt,
        Instant endsAt,
        Instant createdAt,
        Instant updatedAt,
        String createdBy,
        String comment) {

    /** Where a silence is in its life. */
    public enum State {
        /** It has not begun. */
        PENDING,
        /** It holds. */
        ACTIVE,
        /** It is over. */
        EXPIRED
    }

    public Silence {
        matchers = List.copyOf(matchers);
    }

    /** Where it is at {@code now}. */
    public State state(Instant now) {
        if (now.isBefore(startsAt)) {
            return State.PENDING;
        }
        return now.isBefore(endsAt) ? State.ACTIVE : State.EXPIRED;
    }

    /** Whether it silences an alert with {@code labels} while it holds. */
    public boolean covers(Labels labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    /** Resource name. */
    public String name() {
        return "silences/" + id;
    }
}
