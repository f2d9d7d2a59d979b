package io.fawkes.standalone;

import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.runtime.config.Settings;
import io.fawkes.standalone.storage.StartFailure;
import java.io.PrintStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fawkes up}: starts the mesh, says what runs where, and serves until told to stop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts the whole mesh on this machine and serves until Ctrl-C.",
        footer = {
            "",
            "Environment:",
            "  FAWKES_DATA_DIR                   where everything is kept (.fawkes)",
            "  FAWKES_POSTGRES_URL               administrative URL of a PostgreSQL to use instead of an own one",
            "  FAWKES_STANDALONE_POSTGRES_PORT   port of the own PostgreSQL (54320; 0 for any)",
            "  FAWKES_LISTEN                     REST and gRPC (127.0.0.1:8080)",
            "  FAWKES_DATA_API_LISTEN, FAWKES_INSIGHTS_LISTEN, FAWKES_ANOMALY_DETECTION_LISTEN,",
            "  FAWKES_SMART_ALERTING_LISTEN      gRPC (127.0.0.1:9101, :9102, :9103, :9104)",
            "  FAWKES_GATEWAY_MANAGEMENT_LISTEN, FAWKES_DATA_API_MANAGEMENT_LISTEN,",
            "  FAWKES_INSIGHTS_MANAGEMENT_LISTEN, FAWKES_ANOMALY_DETECTION_MANAGEMENT_LISTEN,",
            "  FAWKES_SMART_ALERTING_MANAGEMENT_LISTEN",
            "                                    health, metrics (127.0.0.1:8081, :8082, :8083, :8084, :8085)",
            "  FAWKES_PROMETHEUS_URL             whose metrics are watched (none: nothing is)",
            "  FAWKES_ANOMALY_RULES              rules in YAML (golden signals unless told otherwise)",
            "  FAWKES_ALERTMANAGER_CONFIG        an alertmanager.yml (groups are kept and nobody is told)",
            "  FAWKES_WEBHOOK_SECRET_GITHUB      signs GitHub's webhooks (made once and kept)",
            "  FAWKES_WEBHOOK_SECRET_<SOURCE>    signs or is shown by the webhooks of ARGOCD, JENKINS, GITLAB, CDEVENTS,",
            "                                    DEVLAKE, PAGERDUTY, GENERIC, ALERTMANAGER (made once and kept)",
            "  FAWKES_LOG_LEVEL                  what is worth a line of log (warn)"
        })
final class UpCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);
    private static final int CANNOT_START = 1;
    private static final int WRONG_SETTINGS = 2;

    @Option(names = "--processes", description = "Each service in a process of its own, as in production.")
    private boolean processes;

    private final Settings settings;
    private final PrintStream out;

    UpCommand(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    @Override
    public Integer call() throws InterruptedException {
        var parts = new Parts(new PrintedProgress(out));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> stop(parts)));
        try {
            var mesh = Mesh.start(MeshConfig.from(settings), processes ? Shape.PROCESSES : Shape.ONE_JVM, parts);
            out.print(new Screen(mesh).text());
            new CountDownLatch(1).await();
            return 0;
        } catch (ConfigurationException wrong) {
            wrong.mistakes().forEach(System.err::println);
            return WRONG_SETTINGS;
        } catch (StartFailure failure) {
            LOG.atInfo().setCause(failure).log("the mesh did not start");
            System.err.println(Objects.requireNonNull(failure.getMessage()));
            return CANNOT_START;
        } catch (CancellationException _) {
            // Stopped in the middle of the start; the hook tells the rest.
            return CANNOT_START;
        }
    }

    private void stop(Parts parts) {
        if (!parts.isEmpty()) {
            out.printf("%nStopping: no accepted request is dropped.%n");
            parts.close();
            out.println("Stopped. Everything is kept; fawkes up goes on from there.");
        }
    }
}
