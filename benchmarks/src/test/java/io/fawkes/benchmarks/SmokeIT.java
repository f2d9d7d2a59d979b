package io.fawkes.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every benchmark runs, with so little data that its figures mean nothing. */
@Tag("full")
class SmokeIT {

    private static final int FIGURES_OF_DATA_API = 17;

    @TempDir
    Path folder;

    @Test
    void measuresEveryBarOfDataApi() throws Exception {
        var said = new ByteArrayOutputStream();
        Path json = folder.resolve("figures.json");

        int code = new CommandLine(new Main(new PrintStream(said, true, StandardCharsets.UTF_8)))
                .execute("data-api", "--smoke", "--json", json.toString());

        assertEquals(0, code, said::toString);
        var figures = new JsonMapper().readTree(json.toFile());
        assertEquals(FIGURES_OF_DATA_API, figures.size(), said::toString);
        figures.forEach(figure -> {
            assertTrue(figure.path("value").isNumber(), figure::toString);
            assertTrue(
                    figure.path("bar").textValue().isEmpty()
                            || figure.path("holds").isBoolean(),
                    figure::toString);
        });
    }
}
