package io.fawkes.standalone.doctor;

import io.fawkes.standalone.doctor.Finding.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Runs checks: those that do not depend on each other beside each other, none longer than {@code patience}. */
public final class Doctor {

    private final Duration patience;

    public Doctor(Duration patience) {
        this.patience = patience;
    }

    /** All findings, in the order of the stages. */
    public List<Finding> examine(List<Stage> stages) throws InterruptedException {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            return all(stages, threads);
        } finally {
            // A check that outlasted its time may still hang in a connect; the process ends without it.
            threads.shutdownNow();
        }
    }

    private List<Finding> all(List<Stage> stages, ExecutorService threads) throws InterruptedException {
        var running = stages.stream()
                .map(stage -> threads.submit(() -> examine(stage, threads)))
                .toList();
        var found = Stream.<Finding>builder();
        for (var stage : running) {
            result(stage).forEach(found);
        }
        return found.build().toList();
    }

    private List<Finding> examine(Stage stage, ExecutorService threads) throws InterruptedException {
        var first = timed(stage.check(), threads.submit(stage.check()::findings));
        if (first.stream().anyMatch(Failure.class::isInstance)) {
            return first;
        }
        return Stream.concat(first.stream(), all(stage.then(), threads).stream())
                .toList();
    }

    private List<Finding> timed(Check check, Future<List<Finding>> running) throws InterruptedException {
        try {
            return running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            running.cancel(true);
            return failure(check, "no answer within %d s".formatted(patience.toSeconds()));
        } catch (ExecutionException broken) {
            var cause = Objects.requireNonNull(broken.getCause());
            return failure(check, Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
        }
    }

    private static List<Finding> failure(Check check, String problem) {
        return List.of(new Failure(
                "%s: %s".formatted(check.subject(), problem),
                "see the log of ./fawkes up; FAWKES_LOG_LEVEL=info makes it say more"));
    }

    /** Stages do not fail: {@link #timed} made findings of what their checks threw. */
    private static List<Finding> result(Future<List<Finding>> stage) throws InterruptedException {
        try {
            return stage.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible.getCause());
        }
    }
}
