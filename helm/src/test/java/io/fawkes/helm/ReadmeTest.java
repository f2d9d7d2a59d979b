package io.fawkes.helm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The chart's README says what the chart takes. With {@code -Dreadme=write} this writes it instead. */
class ReadmeTest {

    private static final Path README = Chart.FOLDER.resolve("README.md");
    private static final Path VALUES = Chart.FOLDER.resolve("values.yaml");

    @Test
    void tellsOfEveryValueAndEveryCredential() throws IOException {
        var current = Chart.text(README);
        var wanted = filled(filled(current, "values", values()), "credentials", credentials());
        if (Objects.equals(System.getProperty("readme"), "write")) {
            Files.writeString(README, wanted);
        } else {
            assertEquals(wanted, current, "./mvnw -pl helm -am test -Dtest=ReadmeTest -Dreadme=write writes it");
        }
    }

    @Test
    void everyValueHasAComment() {
        assertEquals(Set.of(), ValuesTable.of(Chart.text(VALUES)).untold());
    }

    private static String values() {
        return ValuesTable.of(Chart.text(VALUES)).rows().stream()
                .map(ValuesTable.Row::markdown)
                .collect(Collectors.joining("\n", "| value | default | meaning |\n|---|---|---|\n", "\n"));
    }

    private static String credentials() {
        var rendered = Chart.rendered("prometheus: {url: 'http://prometheus:9090'}");
        Map<String, Set<String>> users = new TreeMap<>();
        for (String service : ChartTest.SERVICES) {
            for (EnvVar variable : rendered.container(service).getEnv()) {
                if (variable.getValueFrom() != null) {
                    users.computeIfAbsent(row(variable), _ -> new TreeSet<>()).add(service);
                }
            }
        }
        return users.entrySet().stream()
                .map(row -> "%s %s |".formatted(row.getKey(), String.join(", ", row.getValue())))
                .collect(Collectors.joining("\n", "| key | variable | needed | for |\n|---|---|---|---|\n", "\n"));
    }

    private static String row(EnvVar variable) {
        SecretKeySelector key = variable.getValueFrom().getSecretKeyRef();
        var needed = Boolean.TRUE.equals(key.getOptional()) ? "" : "yes";
        return "| `%s` | `%s` | %s |".formatted(key.getKey(), variable.getName(), needed);
    }

    private static String filled(String text, String name, String table) {
        return Pattern.compile("(?s)(<!-- %s -->\n).*(<!-- /%s -->)".formatted(name, name))
                .matcher(text)
                .replaceFirst("$1%s$2".formatted(Matcher.quoteReplacement(table)));
    }
}
