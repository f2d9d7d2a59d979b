package io.fawkes.dataapi.domain.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What follows from what a fact holds, under the contract's names of it: computed anew from each state, never merged. */
public final class Derivations {

    /** When a change began. */
    public static final Field<Instant> BEGIN_TIME = Field.time("begin_time");

    /** Where a deployment stands. */
    public static final Field<RolloutStatus> STATUS = new Field<>("status", RolloutStatus.class);

    /** When a deployment ended. */
    public static final Field<Instant> FINISH_TIME = Field.time("finish_time");

    /** How long a build ran. */
    public static final Field<Duration> RUN_DURATION = new Field<>("run_duration", Duration.class);

    private Derivations() {}

    /** All that follows from {@code fact}, by path. */
    public static Map<String, Object> of(FactState fact) {
        Map<String, Object> derived = new TreeMap<>();
        switch (fact.kind()) {
            case CHANGE -> derived.put(BEGIN_TIME.path(), Shape.CHANGE.began(fact));
            case DEPLOYMENT ->
                fact.rollout().ifPresent(rollout -> {
                    derived.put(STATUS.path(), rollout.status());
                    rollout.finishedAt().ifPresent(end -> derived.put(FINISH_TIME.path(), end));
                });
            case BUILD -> runDuration(fact).ifPresent(run -> derived.put(RUN_DURATION.path(), run));
            case SERVICE, INCIDENT, QUALITY_GATE, SLO_OBSERVATION, CALENDAR, POLICY, SURVEY_ANSWER -> {}
        }
        return derived;
    }

    private static Optional<Duration> runDuration(FactState build) {
        return build.get(BuildFields.START_TIME)
                .flatMap(start -> build.get(BuildFields.FINISH_TIME)
                        .filter(end -> !end.isBefore(start))
                        .map(end -> Duration.between(start, end)));
    }
}
