package io.fawkes.benchmarks;

import io.fawkes.benchmarks.dataapi.DataApiBench;
import io.fawkes.benchmarks.harness.Bench;
import io.fawkes.benchmarks.harness.Figure;
import io.fawkes.benchmarks.harness.FigureJson;
import io.fawkes.benchmarks.harness.FigureTable;
import io.fawkes.benchmarks.harness.Rounds;
import io.fawkes.benchmarks.harness.Run;
import io.fawkes.benchmarks.insights.InsightsBench;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fawkes bench}. Exit codes: 0 every bar is reached, 1 one is not, 2 it was not understood. */
@Command(
        name = "fawkes bench",
        mixinStandardHelpOptions = true,
        description = "Measures a service on this machine, beside its peers, and says which bars it reaches.",
        footer = {
            "",
            "Starts a PostgreSQL of its own, with fsync on, and the service as a process of its own; both are gone afterwards.",
            "What the figures mean: docs/benchmarks.md. The full amount of data takes an hour on two cores."
        })
public final class Main implements Callable<Integer> {

    private static final List<Bench> BENCHES = List.of(new DataApiBench(), new InsightsBench());
    private static final double SMOKE = 0.0002;

    @Parameters(paramLabel = "NAME", description = "The service.")
    private String name = "";

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes the figures here, an object a figure.")
    private @Nullable Path json;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How often each figure is measured (${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(
            names = "--scale",
            defaultValue = "1",
            description = "Share of the full amount of data (${DEFAULT-VALUE}); bars count for the full amount.")
    private double scale = 1;

    @Option(names = "--smoke", description = "Only to see that it runs: a few thousand rows, one round, no verdict.")
    private boolean smoke;

    private final PrintStream out;

    Main(PrintStream out) {
        this.out = out;
    }

    /** Runs the benchmark that {@code arguments} name. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main(System.out)).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Optional<Bench> named =
                BENCHES.stream().filter(bench -> bench.name().equals(name)).findFirst();
        if (named.isEmpty()) {
            System.err.printf("fawkes bench: no benchmark is called %s (there are: %s)%n", name, names());
            return CommandLine.ExitCode.USAGE;
        }
        List<Figure> figures = measured(named.get());
        out.print(FigureTable.of(figures));
        if (json != null) {
            FigureJson.write(figures, json);
        }
        return smoke || figures.stream().allMatch(figure -> figure.holds().orElse(true)) ? 0 : 1;
    }

    private static String names() {
        return String.join(", ", BENCHES.stream().map(Bench::name).toList());
    }

    private List<Figure> measured(Bench bench) throws Exception {
        Path folder = Files.createTempDirectory("fawkes-bench");
        try {
            return bench.figures(new Run(smoke ? SMOKE : scale, new Rounds(smoke ? 1 : rounds), smoke, folder, out));
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
