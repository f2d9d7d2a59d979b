package io.fawkes.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.runtime.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's own lines, run by bash against a running mesh, answer as they are printed there. */
class ReadmeIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\n(?<lines>.*?)```\n(?:```json\n(?<answer>.*?)```)?", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void answersAsPrinted() throws IOException {
        List<Example> examples = examples();
        assertEquals(7, examples.size());
        try (var mesh = Mesh.start(MeshConfig.onFreePorts(folder, Map.of()))) {
            String variables = examples.getFirst()
                    .lines()
                    .replace("http://127.0.0.1:8080", "http://" + mesh.gateway().serving())
                    .replace(".fawkes/", folder + "/");
            examples.stream().skip(1).forEach(example -> verify(variables, example));
        }
    }

    /** A question is asked again until the facts have come through; what changes something is said once. */
    private static void verify(String variables, Example example) {
        if (example.changesSomething()) {
            String answer = run(variables + example.lines());
            assertTrue(example.matches(answer), () -> example.lines() + answer);
        } else {
            Await.until(example.lines(), () -> run(variables + example.lines()), example::matches);
        }
    }

    private static List<Example> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .map(found -> new Example(found.group("lines"), found.group("answer")))
                .toList();
    }

    private static String run(String lines) {
        try {
            var bash = new ProcessBuilder("bash", "-c", lines)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(bash.getInputStream().readAllBytes(), UTF_8);
            assertTrue(bash.waitFor(60, TimeUnit.SECONDS), "bash ends");
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private record Example(String lines, @Nullable String answer) {

        boolean changesSomething() {
            return lines.contains(" -d ") || lines.contains("/webhooks/");
        }

        boolean matches(String given) {
            String pattern = Pattern.quote(
                            Objects.requireNonNull(answer, "a printed answer").strip())
                    .replace("…", "\\E[^\"]+\\Q");
            return given.strip().matches(pattern);
        }
    }
}
