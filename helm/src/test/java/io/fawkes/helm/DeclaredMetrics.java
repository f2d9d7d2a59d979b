package io.fawkes.helm;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the services' code calls its metrics, as Prometheus spells it: dots are underscores, and units are put behind. */
final class DeclaredMetrics {

    private static final Path PROJECT = Chart.FOLDER.resolve("../..").normalize();
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][a-z._]+)\"");
    private static final Pattern ENDING = Pattern.compile("(_seconds|_total|_bucket|_count|_sum)+$");

    private final Set<String> names;

    private DeclaredMetrics(Set<String> names) {
        this.names = names;
    }

    /** Reads the sources of every service and of the runtime. */
    static DeclaredMetrics found() {
        return new DeclaredMetrics(Stream.concat(ChartTest.SERVICES.stream(), Stream.of("runtime"))
                .map(module -> PROJECT.resolve(module).resolve("src/main/java"))
                .flatMap(DeclaredMetrics::names)
                .collect(toUnmodifiableSet()));
    }

    /** Whether some code makes {@code metric}. */
    boolean contains(String metric) {
        return names.contains(ENDING.matcher(metric).replaceFirst("")) || names.contains(metric);
    }

    private static Stream<String> names(Path sources) {
        try (var files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(Chart::text)
                    .filter(text -> text.contains("import io.opentelemetry"))
                    .flatMap(DeclaredMetrics::inOneFile)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whole names, and those that are put together of a beginning and what one file's gauges are called. */
    private static Stream<String> inOneFile(String text) {
        var literals = LITERAL.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(toUnmodifiableSet());
        var together = literals.stream()
                .filter(beginning -> beginning.endsWith("."))
                .flatMap(beginning -> literals.stream().map(rest -> beginning + rest));
        return Stream.concat(literals.stream(), together).map(name -> name.replace('.', '_'));
    }
}
