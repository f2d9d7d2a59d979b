package io.fawkes.standalone;

import io.fawkes.standalone.door.DoorFailure;
import io.fawkes.standalone.imports.FileKind;
import io.fawkes.standalone.imports.ImportDoor;
import io.fawkes.standalone.imports.ImportOptions;
import io.fawkes.standalone.imports.ImportStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fawkes import}: sends files of facts to a mesh that runs, and says line by line what it did not take. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Brings files of facts into a mesh: NDJSON, CSV, or tables exported from Apache DevLake.",
        footer = {
            "",
            "Examples:",
            "  ./fawkes import deployments.ndjson --kind deployment",
            "  ./fawkes import builds.csv --kind build --column job=pipeline --column note= --zone Europe/Berlin",
            "  ./fawkes import cicd_deployment_commits.csv pull_requests.csv incidents.csv",
            "  ./fawkes import big.ndjson --resume imports/6f1c2c0e-5f0b-4b5c-9a0e-1d8e2b7f0c11",
            "",
            "Progress goes to stderr, refused lines to stdout as FILE:LINE: FIELD: PROBLEM.",
            "Exit code 0 if every line was taken, 1 if one was not or the import broke off, 2 if it was not understood.",
            "Importing a file again changes nothing. docs/sources/import.md has the fields and columns."
        })
final class ImportCommand implements Callable<Integer> {

    private static final int NOT_ALL = 1;
    private static final int MOST_SHOWN = 100;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to bring in, one after the other.")
    private List<Path> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description = "ndjson, csv, devlake-deployments, devlake-deployment-commits, devlake-pull-requests or"
                    + " devlake-incidents; without it the name of the file says it.")
    private @Nullable FileKind format;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "",
            description = "What the lines are: change, deployment, incident, build, quality-gate or slo-observation."
                    + " Needed by csv.")
    private String kind = "";

    @Mixin
    private DoorOptions place = new DoorOptions();

    @Option(names = "--resume", paramLabel = "NAME", description = "Go on with this import, where it broke off.")
    private @Nullable String resume;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            defaultValue = "",
            description = "By whom the facts are told (api), for ndjson and csv.")
    private String source = "";

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "",
            description = "Zone of times that name none (UTC).")
    private String zone = "";

    @Option(
            names = "--column",
            paramLabel = "NAME=PATH",
            description = "Read the column NAME as the field PATH; without PATH leave it aside. May be repeated.")
    private Map<String, String> columns = new HashMap<>();

    @Option(
            names = "--error-limit",
            paramLabel = "LINES",
            defaultValue = "0",
            description = "Give up at so many refused lines; 0 means never (${DEFAULT-VALUE}).")
    private long errorLimit;

    @Option(names = "--check", description = "Check every line and keep no fact.")
    private boolean check;

    private final PrintStream out;
    private final PrintStream err;

    ImportCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        demandSense();
        try (var mesh = place.open()) {
            var door = new ImportDoor(mesh);
            boolean well = true;
            for (Path file : files) {
                well &= brought(door, file);
            }
            return well ? 0 : NOT_ALL;
        }
    }

    private void demandSense() {
        if (resume != null && files.size() != 1) {
            throw misuse("--resume goes on with one file");
        }
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw misuse(file + " cannot be read");
            }
            if (resume == null && format == null && FileKind.of(file).isEmpty()) {
                throw misuse("the name of " + file + " says no format; name one by --format");
            }
        }
    }

    private ParameterException misuse(String message) {
        if (spec == null) {
            throw new IllegalStateException(message);
        }
        return new ParameterException(spec.commandLine(), message);
    }

    private boolean brought(ImportDoor door, Path file) throws InterruptedException {
        Optional<ImportStatus> begun = Optional.empty();
        try {
            ImportStatus from = resume == null ? door.create(options(file)) : door.find(resume);
            begun = Optional.of(from);
            ImportStatus done = door.upload(from, file, status -> err.println(line(status, file)));
            err.println(done.line());
            showRefused(door, done, file);
            return done.isWell();
        } catch (DoorFailure failure) {
            err.println(file + ": " + failure.getMessage());
            begun.ifPresent(broken -> err.println("To go on: ./fawkes import " + file + " --resume " + broken.name()));
            return false;
        }
    }

    private ImportOptions options(Path file) {
        FileKind lines = format == null ? FileKind.of(file).orElseThrow() : format;
        return new ImportOptions(lines, kind, source, zone, columns, errorLimit, check);
    }

    private static String line(ImportStatus status, Path file) {
        long size = Math.max(1, file.toFile().length());
        return "%s: %d %%, %s".formatted(file, Math.min(100, status.bytes() * 100 / size), status.line());
    }

    private void showRefused(ImportDoor door, ImportStatus done, Path file) throws InterruptedException {
        if (done.rejected() == 0) {
            return;
        }
        door.refused(done.name(), MOST_SHOWN).forEach(line -> out.println(line.at(file.toString())));
        if (done.rejected() > MOST_SHOWN) {
            out.println("%s: %d more; GET /v1/%s/errors lists them"
                    .formatted(file, done.rejected() - MOST_SHOWN, done.name()));
        }
    }
}
