package io.fawkes.runtime.process;

import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.postgres.DatabaseUnavailable;
import io.fawkes.runtime.postgres.SchemaMismatch;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service as a process of its own: serves until SIGTERM or SIGINT, then drains.
 *
 * <p>Exit codes: 0 after a stop that was asked for, 2 if the settings are wrong, 1 if something else prevented the start.
 * What a person can mend is told in one line each, without a stack trace.
 */
public final class ServiceProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceProcess.class);
    private static final int CANNOT_START = 1;
    private static final int WRONG_SETTINGS = 2;

    private ServiceProcess() {}

    /** Runs the service {@code name} with this process's environment; returns only when it was told to stop. */
    public static void run(String name, ServiceStart start) throws InterruptedException {
        AutoCloseable service = started(name, start);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            close(name, service);
            stopped.countDown();
        }));
        LOG.atInfo().addKeyValue("service", name).log("serving");
        stopped.await();
    }

    private static AutoCloseable started(String name, ServiceStart start) {
        try {
            return start.start(Settings.ofEnvironment());
        } catch (ConfigurationException e) {
            throw ended(WRONG_SETTINGS, e.mistakes());
        } catch (DatabaseUnavailable | SchemaMismatch | IOException e) {
            throw ended(CANNOT_START, List.of(name + ": " + Objects.requireNonNullElse(e.getMessage(), e.toString())));
        }
    }

    private static IllegalStateException ended(int code, List<String> lines) {
        lines.forEach(System.err::println);
        System.exit(code);
        return new IllegalStateException("unreachable: the process has ended");
    }

    private static void close(String name, AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            LOG.atError().addKeyValue("service", name).setCause(e).log("did not stop cleanly");
        }
    }
}
