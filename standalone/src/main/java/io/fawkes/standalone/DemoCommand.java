package io.fawkes.standalone;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.standalone.demo.Demo;
import io.fawkes.standalone.demo.DemoFailure;
import io.fawkes.standalone.demo.DemoFolder;
import io.fawkes.standalone.demo.history.History;
import io.fawkes.standalone.demo.metrics.Measurements;
import io.fawkes.standalone.storage.StartFailure;
import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fawkes demo}: a mesh of its own, ninety days of six services told to it, and what it makes of them. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a mesh of its own, tells it 90 days of six services through its public door,",
            "and prints what it makes of them. Stops and cleans up unless told to stay."
        },
        footer = {
            "",
            "The same seed tells the same stories, always ending now. docs/demo.md says what is in them.",
            "",
            "Environment (no other FAWKES_ setting is read):",
            "  FAWKES_DATA_DIR    where the demo's folder is made (.fawkes)",
            "  FAWKES_LOG_LEVEL   what is worth a line of log (warn)"
        })
final class DemoCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);
    private static final int CANNOT = 1;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "" + History.USUAL_SEED,
            description = "Another seed tells other stories (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "An empty folder for the demo's data; otherwise a fresh one below FAWKES_DATA_DIR.")
    private @Nullable Path data;

    @Option(names = "--keep", description = "Stay until Ctrl-C, and leave the data then.")
    private boolean keep;

    private final Settings settings;
    private final PrintStream out;
    private final InstantSource clock;
    private volatile boolean stopped;

    DemoCommand(Settings settings, PrintStream out, InstantSource clock) {
        this.settings = settings;
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var parts = new Parts(new PrintedProgress(out))) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> interrupt(parts)));
            run(parts);
            return 0;
        } catch (DemoFailure | StartFailure | CancellationException failure) {
            return cannot(failure);
        } catch (RuntimeException failure) {
            return cannot(
                    new DemoFailure("The demo stops: %s. %s".formatted(failure.getMessage(), Parts.SHOW_LOG), failure));
        }
    }

    private void run(Parts parts) throws InterruptedException {
        var folder = parts.start("Demo folder", () -> DemoFolder.open(dataFolder(), Optional.ofNullable(data), keep));
        var history = History.of(seed, clock.instant());
        var started = DemoMesh.start(folder.path(), new Measurements(history, seed), settings, parts);
        try {
            tell(history, started);
        } catch (DemoFailure failure) {
            stayForALook(failure);
        }
        if (keep) {
            out.printf("%nIt runs until Ctrl-C; its data stays in %s.%n", folder.path());
            new CountDownLatch(1).await();
        }
        out.printf("%nStopping; its data goes with it (--keep lets both stay).%n");
    }

    /** Who keeps a demo that fails wants to see why. */
    private void stayForALook(DemoFailure failure) {
        if (!keep || stopped) {
            throw failure;
        }
        System.err.println(failure.getMessage());
    }

    private void tell(History history, DemoMesh started) {
        Mesh mesh = started.mesh();
        sayIfElsewhere(mesh.gateway().serving());
        try (var demo = new Demo(
                "http://" + mesh.gateway().serving(), secrets(mesh.ground()), history, clock, out, isTerminal())) {
            demo.tell();
            String storm = demo.tellStorm(started.receiver());
            demo.show(demo.awaitReports());
            out.print(demo.awaitAnomaly());
            out.print(storm);
            demo.showLinks();
        }
    }

    private void sayIfElsewhere(Address door) {
        if (!door.equals(DemoMesh.USUAL_DOOR)) {
            out.printf("%n%s is taken, so the door is http://%s this time.%n", DemoMesh.USUAL_DOOR, door);
        }
    }

    private Path dataFolder() {
        return Path.of(settings.text(MeshConfig.DATA_DIR, ".fawkes"));
    }

    private static Map<String, String> secrets(Ground ground) {
        return ground.webhookSecrets().stream().collect(toUnmodifiableMap(WebhookSecret::source, WebhookSecret::value));
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    /** What fails while everything is being stopped is no news. */
    private int cannot(RuntimeException failure) {
        if (!stopped) {
            LOG.atInfo().setCause(failure).log("the demo ends early");
            System.err.println(Objects.requireNonNull(failure.getMessage()));
        }
        return CANNOT;
    }

    private void interrupt(Parts parts) {
        if (!parts.isEmpty()) {
            stopped = true;
            out.printf("%nStopping.%n");
            parts.close();
            out.println("Stopped.");
        }
    }
}
