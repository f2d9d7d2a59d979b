package io.fawkes.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** PromQL of the alert rules and of the dashboards, and the metrics it names. */
final class Queries {

    /** Alert rules as Prometheus takes them. */
    static final Path RULES = Chart.FOLDER.resolve("rules/fawkes.yaml");

    private static final Pattern LABELS =
            Pattern.compile("\\{[^}]*}|\\b(by|without|on|ignoring|label_values)\\s*\\([^)]*\\)");
    private static final Pattern METRIC = Pattern.compile("\\b(fawkes|rpc|db|jvm|up|http)(_[a-z0-9_]+)?\\b(?!:)");

    private Queries() {}

    /** Every query of every panel, with what Grafana would put in. */
    static List<String> ofDashboards() {
        return dashboards()
                .flatMap(dashboard -> dashboard.findValues("expr").stream())
                .map(JsonNode::asText)
                .map(query -> query.replace("$__rate_interval", "1m").replaceAll("\\$[a-z]+", ".*"))
                .toList();
    }

    /** The dashboards. */
    static Stream<JsonNode> dashboards() {
        try (var files = Files.list(Chart.FOLDER.resolve("dashboards"))) {
            return files.sorted().map(Queries::json).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The expressions of the alert rules, as text. */
    static String ofRules() {
        return Chart.text(RULES)
                .lines()
                .filter(line ->
                        !line.matches(" *(#|annotations|summary|description|runbook|- name|- alert|- record).*"))
                .collect(Collectors.joining("\n"));
    }

    /** Names of metrics in {@code text}, without what rules record. */
    static Set<String> metrics(String text) {
        return new TreeSet<>(METRIC.matcher(LABELS.matcher(text).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .toList());
    }

    private static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
