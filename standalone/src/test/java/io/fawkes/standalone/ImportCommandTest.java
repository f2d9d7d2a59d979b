package io.fawkes.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.standalone.imports.FileKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ImportCommandTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "cicd_deployments.csv, DEVLAKE_DEPLOYMENTS",
        "cicd_deployment_commits.csv, DEVLAKE_DEPLOYMENT_COMMITS",
        "PULL_REQUESTS.CSV, DEVLAKE_PULL_REQUESTS",
        "incidents.csv, DEVLAKE_INCIDENTS",
        "builds.csv, CSV",
        "a.b.jsonl, NDJSON"
    })
    void theNameOfAFileSaysItsFormat(String name, FileKind expected) {
        assertEquals(Optional.of(expected), FileKind.of(Path.of("some", "where", name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nowhere.csv",
                "there.txt",
                "there.txt --format xml",
                "there.txt there.txt --format csv --resume imports/a"
            })
    void whatCannotBeMeantIsNotUnderstood(String arguments) throws IOException {
        Files.writeString(folder.resolve("there.txt"), "x");
        String placed =
                arguments.replace("there.txt", folder.resolve("there.txt").toString());

        assertEquals(2, run(placed.isEmpty() ? new String[0] : placed.split(" ", -1)));
    }

    @Test
    void aDoorThatIsNotThereIsSaidInALine() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ndjson"), "{}");

        assertEquals(1, run(file.toString(), "--url", "http://127.0.0.1:1"));
        assertTrue(said.toString(UTF_8).contains("http://127.0.0.1:1 cannot be reached"), said.toString(UTF_8));
    }

    @Test
    void theHelpHasExamples() {
        assertTrue(new CommandLine(command()).getUsageMessage().contains("./fawkes import deployments.ndjson"));
    }

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private ImportCommand command() {
        var stream = new PrintStream(said, true, UTF_8);
        return new ImportCommand(stream, stream);
    }

    private int run(String... arguments) {
        return new CommandLine(command())
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }
}
