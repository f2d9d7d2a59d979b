package io.fawkes.runtime.testkit;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What Netty's leak detectors of this JVM report; logged by them as before, and kept here as well. */
final class LeakReports {
    /**
     * Where the driver builds a statement's parameters. One that a closed session refuses is never encoded, and the
     * driver (r2dbc-postgresql 1.1.1) forgets to release them; we close sessions to cancel a transaction for certain.
     */
    private static final String PARAMETERS_OF_A_CLOSED_SESSION =
            "io.r2dbc.postgresql.PostgresqlStatement.lambda$collectBindingParameters$";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

    private LeakReports() {}

    /** Makes every detector that is created from now on report here. */
    static void install() {
        ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new ResourceLeakDetectorFactory() {
            @Override
            @SuppressWarnings("deprecation") // abstract in Netty, so it cannot be left out
            public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> type, int interval, long maxActive) {
                return new Detector<>(type, interval);
            }
        });
    }

    /** Takes the reports so far, after everything unreachable was collected; known ones are left out. */
    static List<String> take() {
        // What the second collection hands over comes behind all that the first did.
        collect();
        collect();
        lookForCollectedBuffers();
        var taken = new ArrayList<String>();
        for (var report = REPORTS.poll(); report != null; report = REPORTS.poll()) {
            taken.add(report);
        }
        taken.removeIf(LeakReports::isKnown);
        return taken;
    }

    /** Returns when what this collection found unreachable is being handed to its queues. */
    private static void collect() {
        var queue = new ReferenceQueue<Object>();
        var collected = new PhantomReference<>(new Object(), queue);
        System.gc();
        try {
            if (queue.remove(PATIENCE.toMillis()) == null) {
                throw new IllegalStateException("nothing was collected within " + PATIENCE);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        } finally {
            Reference.reachabilityFence(collected);
        }
    }

    /** A detector looks when it follows the next buffer, which at most levels is not the next that is made. */
    private static void lookForCollectedBuffers() {
        var usual = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        ByteBufAllocator.DEFAULT.buffer(1).release();
        ResourceLeakDetector.setLevel(usual);
    }

    /** Whether the last thing that touched the buffer is a place known to forget it. */
    static boolean isKnown(String report) {
        var lastAccess = report.replaceFirst("(?s)\n(#2|Created at):.*", "");
        return lastAccess.contains(PARAMETERS_OF_A_CLOSED_SESSION);
    }

    private static final class Detector<T> extends ResourceLeakDetector<T> {
        Detector(Class<T> type, int interval) {
            super(type, interval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String resourceType, String records) {
            super.reportTracedLeak(resourceType, records);
            REPORTS.add(resourceType + " was not released." + records);
        }

        @Override
        protected void reportUntracedLeak(String resourceType) {
            super.reportUntracedLeak(resourceType);
            REPORTS.add(resourceType + " was not released; nobody recorded where.");
        }
    }
}
