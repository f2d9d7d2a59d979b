package io.fawkes.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code fawkes demo} as a process of its own: what it leaves behind, and what it says when it cannot go on. */
@Tag("full")
class DemoCommandIT {

    private static final Pattern DOOR = Pattern.compile("through http://127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void controlCInTheMiddleOfTheTellingLeavesNothingBehind() throws Exception {
        Path output = folder.resolve("output");
        Path data = Files.createDirectory(folder.resolve("data"));
        Process demo = start(output, data, "demo");

        int port = Await.until("it tells", () -> port(output), found -> found > 0);
        List<ProcessHandle> children =
                Await.until("PostgreSQL runs", () -> demo.descendants().toList(), found -> !found.isEmpty());
        Await.until("some of it is told", () -> text(output).contains(" accepted "));
        interrupt(demo);

        assertTrue(demo.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS), () -> text(output));
        assertTrue(text(output).endsWith("Stopped.\n"), () -> text(output));
        assertFalse(text(output).contains("The demo stops"), () -> text(output));
        assertEquals(List.of(), children.stream().filter(ProcessHandle::isAlive).toList());
        assertFalse(answers(port), "the door is closed");
        assertEquals(List.of(), content(data));
    }

    @Test
    @Timeout(600)
    void keptItAnswersUntilControlCAndLeavesItsData() throws Exception {
        Path output = folder.resolve("output");
        Path data = folder.resolve("kept");
        Process demo = start(output, folder, "demo", "--keep", "--data", data.toString());

        Await.until(
                "it is told and stays",
                Duration.ofMinutes(8),
                () -> text(output).contains("It runs until Ctrl-C"));
        int port = port(output);
        assertTrue(demo.isAlive());
        assertTrue(answers(port), "the door is open");
        List<ProcessHandle> children = demo.descendants().toList();
        interrupt(demo);

        assertTrue(demo.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS), () -> text(output));
        assertTrue(text(output).endsWith("Stopped.\n"), () -> text(output));
        assertEquals(List.of(), children.stream().filter(ProcessHandle::isAlive).toList());
        assertFalse(answers(port), "the door is closed");
        assertFalse(content(data).isEmpty(), "the data stays");
    }

    @Test
    void aFolderThatHoldsSomethingIsRefusedInOneLine() throws Exception {
        Path output = folder.resolve("output");
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.createFile(data.resolve("precious"));

        Process demo = start(output, data, "demo", "--data", data.toString());

        assertTrue(demo.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertEquals(1, demo.exitValue());
        assertTrue(text(output).contains("is not empty: name another one by --data"), () -> text(output));
        assertTrue(Files.exists(data.resolve("precious")));
    }

    @Test
    void helpSaysWhatItDoesAndWhatItTakes() throws Exception {
        Path output = folder.resolve("output");

        Process demo = start(output, folder, "demo", "--help");

        assertTrue(demo.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertEquals(0, demo.exitValue());
        for (String word : List.of("--seed", "--data", "--keep", "FAWKES_DATA_DIR", "docs/demo.md")) {
            assertTrue(text(output).contains(word), () -> word + " in " + text(output));
        }
    }

    /** With SIGINT as a terminal would have it: a build in the background may hand it down ignored. */
    private static Process start(Path output, Path data, String... arguments) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                "env",
                                "--default-signal=INT",
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()),
                        Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("FAWKES_DATA_DIR", data.toString());
        builder.environment().put("FAWKES_LOG_LEVEL", "warn");
        return builder.start();
    }

    private static void interrupt(Process process) throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                        .start()
                        .waitFor());
    }

    private static int port(Path output) {
        Matcher told = DOOR.matcher(text(output));
        return told.find() ? Integer.parseInt(told.group(1)) : 0;
    }

    private static boolean answers(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    private static String text(Path output) {
        try {
            return Files.readString(output, UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
