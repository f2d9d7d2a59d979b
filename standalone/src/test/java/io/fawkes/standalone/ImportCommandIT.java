package io.fawkes.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Files from the command line through the door into the store. */
@Tag("full")
class ImportCommandIT {

    private static final Pattern NAME = Pattern.compile("imports/[0-9a-f-]{36}");

    @TempDir
    Path folder;

    @Test
    void bringsFilesInSaysWhatItDidNotTakeAndTakesNothingTwice() throws Exception {
        try (var mesh = Mesh.start(MeshConfig.onFreePorts(folder.resolve("data"), Map.of()))) {
            String door = "http://" + mesh.gateway().serving();
            Path lines = file(
                    "deployments.ndjson",
                    IntStream.range(0, 700).mapToObj("""
                            {"deploymentId":"d-%d","deployment":{"sourceKey":{"key":"fawkes.io/service","value":"shop"},\
                            "environment":"prod","version":"v","statusChanges":{"end":{"status":\
                            "DEPLOYMENT_STATUS_SUCCEEDED","occurTime":"2026-03-01T10:00:00Z"}}}}
                            """::formatted).collect(Collectors.joining()));
            Path table = file("incidents.csv", """
                    id,title,url,status,created_date,resolution_date,scope_id
                    pagerduty:Incident:1:9,Down,,DONE,2026-03-01 10:00:00,2026-03-01 11:00:00,pagerduty:Service:1:P1
                    pagerduty:Incident:1:10,Down,,TODO,soon,,pagerduty:Service:1:P1
                    """);

            Outcome first = run(lines.toString(), table.toString(), "--url", door);
            assertEquals(1, first.exitCode(), first::err);
            assertEquals(table + ":3: created_date: soon (expected: a time)\n", first.out());
            assertTrue(first.err().contains("700 lines, 700 accepted, 0 known already, 0 rejected"), first::err);
            assertTrue(first.err().contains("3 lines, 1 accepted, 0 known already, 1 rejected"), first::err);

            Outcome again = run(lines.toString(), "--url", door);
            assertEquals(0, again.exitCode(), again::err);
            assertTrue(again.err().contains("0 accepted, 700 known already"), again::err);

            Outcome resumed = run(lines.toString(), "--url", door, "--resume", name(again.err()));
            assertEquals(0, resumed.exitCode(), resumed::err);
            assertTrue(resumed.err().contains("succeeded, 700 lines"), resumed::err);

            Outcome unknown = run(lines.toString(), "--url", door, "--resume", "imports/none");
            assertEquals(1, unknown.exitCode());
            assertTrue(unknown.err().contains("the door answered 404: imports/none: not known here"), unknown::err);

            Outcome refused = run(lines.toString(), "--url", door, "--zone", "Mars/Olympus");
            assertEquals(1, refused.exitCode());
            assertTrue(refused.err().contains("import.time_zone"), refused::err);
        }
    }

    private static String name(String err) {
        return NAME.matcher(err).results().findFirst().orElseThrow().group();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Outcome run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var command = new ImportCommand(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        int exitCode = new CommandLine(command).execute(Stream.of(arguments).toArray(String[]::new));
        return new Outcome(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    private record Outcome(int exitCode, String out, String err) {}
}
