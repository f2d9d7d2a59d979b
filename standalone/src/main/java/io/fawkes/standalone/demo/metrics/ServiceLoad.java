package io.fawkes.standalone.demo.metrics;

import io.fawkes.standalone.demo.history.Profile;
import io.fawkes.standalone.demo.history.Storm;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Random;

/**
 * How a service fares at a moment: busy by day and calm by night and on weekends where its users are, with a little noise,
 * and badly in the storm. Asked for the same moments in the same order it says the same.
 */
final class ServiceLoad {

    private static final double BUSIEST_HOUR = 15;
    private static final double HOURS_A_DAY = 24;
    private static final double DAILY_SWING = 0.55;
    private static final double WEEKEND = 0.6;
    private static final double NOISE = 0.03;
    private static final double USUAL_ERRORS = 0.004;
    private static final double USUAL_LATENCY = 0.12;
    private static final double LATENCY_BY_LOAD = 0.08;
    private static final double LEFT_IN_STORM = 0.6;
    private static final int LEAST_RATE = 40;
    private static final int RATE_RANGE = 200;

    private final Profile profile;
    private final Storm storm;
    private final Random random;
    private final double usualRate;

    ServiceLoad(Profile profile, Storm storm, long seed) {
        this.profile = profile;
        this.storm = storm;
        this.random = new Random(31 * seed + profile.service().hashCode());
        this.usualRate = LEAST_RATE + random.nextInt(RATE_RANGE);
    }

    /** The value of {@code measure} at {@code moment}. */
    double value(Measure measure, Instant moment) {
        double storminess = moment.isBefore(storm.began()) ? 1 : storm.factor(profile.service());
        double noise = 1 + NOISE * random.nextGaussian();
        double season = season(moment);
        return noise
                * switch (measure) {
                    case REQUEST_RATE -> usualRate * season * (storminess > 1 ? LEFT_IN_STORM : 1);
                    case ERROR_RATIO -> USUAL_ERRORS * storminess;
                    case LATENCY -> (USUAL_LATENCY + LATENCY_BY_LOAD * season) * storminess;
                };
    }

    private double season(Instant moment) {
        ZonedDateTime local = moment.atZone(profile.zone());
        double hour = local.toLocalTime().toSecondOfDay() / 3600.0;
        double daily = 1 + DAILY_SWING * Math.cos((hour - BUSIEST_HOUR) / HOURS_A_DAY * 2 * Math.PI);
        boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        return weekend ? daily * WEEKEND : daily;
    }
}
