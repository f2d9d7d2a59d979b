package io.fawkes.alerting.postgres;

import io.fawkes.alerting.domain.group.GroupClock;
import io.fawkes.runtime.postgres.Nudge;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at every group that is due, at most half a second late, for as long as the service runs; survives an absent
 * database. The timers themselves are rows: this only asks for them.
 */
public final class GroupTimers {

    private static final Logger LOG = LoggerFactory.getLogger(GroupTimers.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final int AT_A_TIME = 2;

    private final GroupClock clock;
    private final Nudge nudge;
    private final Runnable afterwards;
    private volatile boolean stopping;

    GroupTimers(GroupClock clock, Nudge nudge) {
        this(clock, nudge, () -> {});
    }

    private GroupTimers(GroupClock clock, Nudge nudge, Runnable afterwards) {
        this.clock = clock;
        this.nudge = nudge;
        this.afterwards = afterwards;
    }

    /** The same, running also {@code deliverers} whenever something was promised: a hint for those who deliver it. */
    public GroupTimers telling(Runnable deliverers) {
        return new GroupTimers(clock, nudge, () -> {
            afterwards.run();
            deliverers.run();
        });
    }

    /** Looks until {@link #stop}; then completes. */
    public Mono<Void> run() {
        return round().onErrorResume(GroupTimers::outage)
                .then(Mono.defer(() -> stopping ? Mono.empty() : nudge.pause(LONGEST_PAUSE)))
                .repeat(() -> !stopping)
                .then();
    }

    /** Lets {@link #run} end after what it does now. Never blocks. */
    public void stop() {
        stopping = true;
        nudge.now();
    }

    private Mono<Void> round() {
        return Flux.range(0, AT_A_TIME)
                .flatMap(_ -> all(clock.lookAtNext()), AT_A_TIME)
                .reduce(0L, Long::sum)
                .doOnNext(this::tell)
                .then(all(clock.tidyNext()))
                .then();
    }

    private void tell(long looks) {
        if (looks > 0) {
            afterwards.run();
        }
    }

    /** One after the other until there is none; how many. */
    private static Mono<Long> all(Mono<Boolean> next) {
        return next.repeat().takeWhile(found -> found).count();
    }

    private static Mono<Void> outage(Throwable failure) {
        LOG.atWarn().setCause(failure).log("groups wait for the database");
        return Mono.empty();
    }
}
