package io.fawkes.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person gets who has no JDK 25, or asks for what there is not. */
@Tag("full")
class CommandLineIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String NO_JDK =
            "JDK 25 not found: set JAVA_HOME to one, or install Temurin 25 under /usr/lib/jvm"
                    + " (https://adoptium.net)\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"./mvnw", "./fawkes"})
    void saysInOneLineHowToGetTheJdkThatIsMissing(String script) throws Exception {
        var outcome = run(
                Map.of("PATH", "/usr/bin:/bin", "HOME", "/nonexistent", "FAWKES_JVM_ROOT", folder.toString()), script);

        assertEquals(new Outcome(1, NO_JDK), outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"upp", "--nonsense", "up --nonsense", ""})
    void saysInOneLineWhatItDidNotUnderstand(String arguments) throws Exception {
        var outcome = main(Map.of(), arguments.isEmpty() ? new String[0] : arguments.split(" ", -1));

        assertEquals(2, outcome.exitCode(), outcome::output);
        assertEquals(1, outcome.output().lines().count(), outcome::output);
    }

    @Test
    void namesThePartAndTheVariableWhenAPortIsTaken() throws Exception {
        try (var mesh = Mesh.start(MeshConfig.onFreePorts(folder.resolve("one"), Map.of()))) {
            String taken = mesh.gateway().serving().toString();
            var outcome = main(
                    Map.of(
                            MeshConfig.DATA_DIR,
                            folder.resolve("two").toString(),
                            MeshConfig.POSTGRES_PORT,
                            "0",
                            Service.DATA_API.servingVariable(),
                            taken),
                    "up");

            assertEquals(1, outcome.exitCode(), outcome::output);
            assertTrue(outcome.output().contains("data-api cannot start: " + taken), outcome::output);
            assertTrue(outcome.output().contains(Service.DATA_API.servingVariable()), outcome::output);
        }
    }

    @Test
    void refusesAFolderThatIsTakenInOneLine() throws Exception {
        try (var mesh = Mesh.start(MeshConfig.onFreePorts(folder, Map.of()))) {
            var outcome = main(Map.of(MeshConfig.DATA_DIR, mesh.dataFolder().toString()), "up");

            assertEquals(1, outcome.exitCode(), outcome::output);
            assertTrue(outcome.output().contains("Another mesh runs on " + folder), outcome::output);
        }
    }

    private static Outcome main(Map<String, String> environment, String... arguments) throws Exception {
        var command = new String[arguments.length + 4];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command[1] = "-cp";
        command[2] = System.getProperty("java.class.path");
        command[3] = Main.class.getName();
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        return run(environment, command);
    }

    private static Outcome run(Map<String, String> environment, String... command) throws Exception {
        var builder = new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
        return new Outcome(process.exitValue(), output);
    }

    private record Outcome(int exitCode, String output) {}
}
