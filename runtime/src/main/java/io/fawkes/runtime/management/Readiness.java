package io.fawkes.runtime.management;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Whether this process can serve: every named check succeeds and it is not stopping.
 *
 * <p>Safe for concurrent use. A check runs anew at every question, all of them at a time, each within the timeout.
 */
public final class Readiness {
    /** Shorter than a kubelet usually waits for a probe's answer. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(800);

    private static final int CHECKS_AT_A_TIME = 16;

    private final Map<String, Supplier<Mono<Void>>> checks = new ConcurrentSkipListMap<>();
    private final Duration timeout;
    private volatile boolean stopping;

    /** No checks yet: ready. */
    public Readiness() {
        this(DEFAULT_TIMEOUT);
    }

    /** No checks yet, each of which will have {@code timeout} to answer. */
    public Readiness(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Demands that {@code check} completes without an error for this process to be ready.
     *
     * @return this
     */
    public Readiness require(String name, Supplier<Mono<Void>> check) {
        checks.put(name, check);
        return this;
    }

    /** From now on unready, so that nothing new is sent here while what was accepted is finished. */
    public void stopping() {
        stopping = true;
    }

    /** Asks every check; never fails. */
    public Mono<Report> report() {
        return Flux.fromIterable(checks.entrySet())
                .flatMapSequential(check -> ask(check.getKey(), check.getValue()), CHECKS_AT_A_TIME)
                .collectList()
                .map(answers -> new Report(stopping, answers));
    }

    private Mono<Check> ask(String name, Supplier<Mono<Void>> check) {
        return Mono.defer(check)
                .timeout(timeout, Mono.error(() -> new IllegalStateException("no answer in " + timeout)))
                .thenReturn(new Check(name, true, ""))
                .onErrorResume(failure -> Mono.just(new Check(name, false, reason(failure))));
    }

    private static String reason(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /**
     * The answer of one check.
     *
     * @param name of the dependency
     * @param ready whether it can be used
     * @param reason why not; empty when ready
     */
    public record Check(String name, boolean ready, String reason) {}

    /**
     * The answers of all checks.
     *
     * @param stopping whether the process is on its way out
     * @param checks by name
     */
    public record Report(boolean stopping, List<Check> checks) {
        /** Keeps the answers as they are now. */
        public Report {
            checks = List.copyOf(checks);
        }

        /** Whether the process can serve. */
        public boolean ready() {
            return !stopping && checks.stream().allMatch(Check::ready);
        }
    }
}
