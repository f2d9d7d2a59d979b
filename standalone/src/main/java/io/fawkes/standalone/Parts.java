package io.fawkes.standalone;

import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.standalone.storage.StartFailure;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of a mesh in the order in which they were started; they are stopped in the opposite one. Another thread may close
 * them in the middle of a start: the part being started is awaited, and no other follows.
 */
final class Parts implements AutoCloseable {

    /** Where more is to be read. */
    static final String SHOW_LOG = "FAWKES_LOG_LEVEL=info shows what led to it.";

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    private static final double NANOS = 1e9;

    private final Deque<Part> started = new ConcurrentLinkedDeque<>();
    private final Progress progress;
    private final Object turn = new Object();
    private volatile boolean closing;

    Parts(Progress progress) {
        this.progress = progress;
    }

    /** Starts one more part. If it fails, everything started before is stopped and the failure names the part. */
    <T extends AutoCloseable> T start(String name, Start<T> start) {
        try {
            return startInTurn(name, start);
        } catch (CancellationException stopped) {
            throw stopped;
        } catch (Exception e) {
            progress.failed(name);
            close();
            throw failure(name, e);
        }
    }

    private <T extends AutoCloseable> T startInTurn(String name, Start<T> start) throws Exception {
        synchronized (turn) {
            if (closing) {
                throw new CancellationException("stopped in the middle of the start");
            }
            progress.starting(name);
            long begin = System.nanoTime();
            T part = start.run();
            started.push(new Part(name, part));
            progress.started(name, (System.nanoTime() - begin) / NANOS);
            return part;
        }
    }

    /** Whether nothing is to be stopped. */
    boolean isEmpty() {
        return started.isEmpty();
    }

    private static StartFailure failure(String name, Exception cause) {
        return switch (cause) {
            case StartFailure told -> told;
            case ConfigurationException wrong ->
                new StartFailure(name, wrong.mistakes().getFirst(), "Correct that variable.", wrong);
            default ->
                new StartFailure(
                        name, Objects.requireNonNullElse(cause.getMessage(), cause.toString()), SHOW_LOG, cause);
        };
    }

    @Override
    public void close() {
        closing = true;
        synchronized (turn) {
            while (!started.isEmpty()) {
                stop(started.pop());
            }
        }
    }

    private static void stop(Part part) {
        try {
            part.resource().close();
        } catch (Exception e) {
            LOG.atError().addKeyValue("part", part.name()).setCause(e).log("did not stop cleanly");
        }
    }

    private record Part(String name, AutoCloseable resource) {}

    /** How a part starts. */
    @FunctionalInterface
    interface Start<T> {
        T run() throws Exception;
    }
}
