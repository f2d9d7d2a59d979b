package io.fawkes.gateway;

import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.telemetry.Telemetry;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Runs the gateway as a process of its own until it is told to stop. */
public final class Main {
    private Main() {}

    /** Reads the environment, serves, and drains at SIGTERM. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var config = config(Settings.ofEnvironment());
        var telemetry = Telemetry.start("gateway");
        var server = GatewayServer.start(config, telemetry);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            telemetry.close();
            stopped.countDown();
        }));
        stopped.await();
    }

    private static GatewayConfig config(Settings settings) {
        var config = GatewayConfig.from(settings);
        settings.rejectMistakes();
        return config;
    }
}
