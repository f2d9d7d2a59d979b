package io.fawkes.standalone.demo.history;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** A day that the history contains by design, whatever the seed. */
enum Episode {
    /** A deployment hurts users, and the version before it is deployed again. */
    ROLLBACK {
        @Override
        void happen(ServiceLife life, Instant morning) {
            String before = life.live();
            Instant served = life.deploy(morning.plus(Duration.ofMinutes(30)));
            Instant begun = served.plus(Duration.ofMinutes(17));
            life.hurt(begun, Duration.ofMinutes(50), false);
            life.deployAgain(before, begun.plus(Duration.ofMinutes(20)));
        }
    },

    /** A deployment hurts users, and half an hour later one commit mends it. */
    HOTFIX {
        @Override
        void happen(ServiceLife life, Instant morning) {
            Instant served = life.deploy(morning.plus(Duration.ofHours(4)));
            Instant begun = served.plus(Duration.ofMinutes(15));
            life.hurt(begun, Duration.ofMinutes(48), true);
            life.deployHotfix(begun.plus(Duration.ofMinutes(35)), Duration.ofMinutes(20));
        }
    },

    /** A deployment hurts users the same afternoon, but only days later somebody calls it an incident. */
    LATE_INCIDENT {
        @Override
        void happen(ServiceLife life, Instant morning) {
            Instant served = life.deploy(morning.plus(Duration.ofHours(1)));
            Instant told = served.plus(Duration.ofDays(5)).plus(Duration.ofHours(2));
            life.hurtUnnoticed(served.plus(Duration.ofHours(3)), Duration.ofHours(9), told);
        }
    };

    private static final int ROLLBACK_DAYS_AGO = 33;
    private static final int HOTFIX_DAYS_AGO = 19;
    private static final int LATE_INCIDENT_DAYS_AGO = 16;

    /** What happens, the team's first hour being {@code morning}; nothing else is deployed that day. */
    abstract void happen(ServiceLife life, Instant morning);

    /** When what happens to {@code profile}, if today is {@code last}. */
    static Map<LocalDate, Episode> of(Profile profile, WorkingHours hours, LocalDate last) {
        if (profile.equals(Cast.PAYMENTS)) {
            return Map.of(hours.workday(last.minusDays(ROLLBACK_DAYS_AGO)), ROLLBACK);
        }
        if (profile.equals(Cast.CHECKOUT)) {
            return Map.of(hours.workday(last.minusDays(HOTFIX_DAYS_AGO)), HOTFIX);
        }
        if (profile.equals(Cast.NOTIFICATIONS)) {
            return Map.of(hours.workday(last.minusDays(LATE_INCIDENT_DAYS_AGO)), LATE_INCIDENT);
        }
        return Map.of();
    }
}
