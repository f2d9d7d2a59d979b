package io.fawkes.insights;

import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.runtime.config.Settings;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Runs insights as a process of its own until it is told to stop. */
public final class Main {
    private Main() {}

    /** Reads the environment, serves, and drains at SIGTERM. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        InsightsServer server = InsightsServer.start(config(Settings.ofEnvironment()), OpenTelemetry.noop());
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stopped.countDown();
        }));
        stopped.await();
    }

    private static InsightsConfig config(Settings settings) throws ConfigurationException {
        InsightsConfig config = InsightsConfig.from(settings);
        settings.rejectMistakes();
        return config;
    }
}
