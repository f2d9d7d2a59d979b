package io.fawkes.anomaly.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fawkes.anomaly.domain.detector.DetectorSettings;
import io.fawkes.anomaly.domain.detector.Direction;
import io.fawkes.anomaly.domain.rule.Rule;
import io.fawkes.anomaly.domain.rule.ServiceMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Rules as a file says them; the format is in the module's README. Strict: an unknown key is a mistake, and all mistakes
 * are told together.
 */
public final class RuleFile {
    private static final String SHIPPED = "/io/fawkes/anomaly/rules/default-rules.yaml";
    private static final Set<String> TOP = Set.of("rules");
    private static final Set<String> KEYS = Set.of(
            "id",
            "title",
            "promql",
            "step",
            "direction",
            "minDelta",
            "minRelative",
            "theta",
            "keyLabels",
            "serviceLabel",
            "service",
            "backfill");
    private static final Duration USUAL_STEP = Duration.ofMinutes(1);
    private static final Duration USUAL_BACKFILL = Duration.ofDays(14);
    private static final Duration LONGEST_STEP = Duration.ofDays(1);
    private static final double USUAL_MIN_RELATIVE = 0.1;
    private static final String USUAL_SERVICE_LABEL = "service";

    private final Mistakes mistakes;
    private final Set<String> ids = new HashSet<>();

    private RuleFile(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** The rules that come with this program. */
    public static List<Rule> shipped() {
        try (InputStream file = RuleFile.class.getResourceAsStream(SHIPPED)) {
            return read(
                    "default-rules.yaml",
                    new String(Objects.requireNonNull(file, SHIPPED).readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rules that {@code text}, the content of {@code file}, says.
     *
     * @throws RuleFileException with every mistake
     */
    public static List<Rule> read(String file, String text) {
        var mistakes = new Mistakes(file);
        List<Rule> rules = new RuleFile(mistakes).rules(text);
        mistakes.reject();
        return rules;
    }

    private List<Rule> rules(String text) {
        try {
            return new Compose(LoadSettings.builder().build())
                    .composeString(text)
                    .map(this::rules)
                    .orElseGet(List::of);
        } catch (MarkedYamlEngineException e) {
            mistakes.add(e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1), e.getProblem());
            return List.of();
        }
    }

    private List<Rule> rules(Node document) {
        List<Rule> rules = new ArrayList<>();
        YamlMap.of(document, TOP, mistakes).list("rules").forEach(node -> rules.add(rule(node)));
        return rules;
    }

    private Rule rule(Node node) {
        var map = YamlMap.of(node, KEYS, mistakes);
        String id = id(map);
        return new Rule(
                id,
                map.text("title").orElse(id),
                map.required("promql", "an expression"),
                detector(map),
                map.texts("keyLabels"),
                service(map),
                map.read("backfill", Spans::parse, "a duration such as 14d").orElse(USUAL_BACKFILL));
    }

    private String id(YamlMap map) {
        String id = map.required("id", "an id such as error-ratio");
        if (map.has("id") && !Rule.ID.matcher(id).matches()) {
            map.mistake("id", id + " (expected: " + Rule.ID + ")");
        } else if (!ids.add(id)) {
            map.mistake("id", id + ": given twice (expected: an id of its own)");
        }
        return id;
    }

    private static DetectorSettings detector(YamlMap map) {
        return new DetectorSettings(
                map.read("step", RuleFile::step, "1s to 1d").orElse(USUAL_STEP),
                map.read("direction", RuleFile::direction, "up, down or both").orElse(Direction.BOTH),
                map.read("theta", Double::parseDouble, "a number").orElse(DetectorSettings.USUAL_THETA),
                map.read("minDelta", RuleFile::notNegative, "a number, at least 0")
                        .orElse(0.0),
                map.read("minRelative", RuleFile::notNegative, "a number, at least 0")
                        .orElse(USUAL_MIN_RELATIVE));
    }

    private static Duration step(String text) {
        Duration step = Spans.parse(text);
        if (step.compareTo(LONGEST_STEP) > 0) {
            throw new IllegalArgumentException(text);
        }
        return step;
    }

    private static Direction direction(String text) {
        return switch (text) {
            case "up" -> Direction.UP;
            case "down" -> Direction.DOWN;
            case "both" -> Direction.BOTH;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static double notNegative(String text) {
        double number = Double.parseDouble(text);
        if (!(number >= 0)) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }

    private static ServiceMapping service(YamlMap map) {
        if (map.has("service") && map.has("serviceLabel")) {
            map.mistake("service", "given with serviceLabel (expected: one of the two)");
        }
        return map.read("service", RuleFile::serviceId, "a service's id")
                .map(ServiceMapping::fixed)
                .orElseGet(() -> ServiceMapping.byLabel(map.text("serviceLabel").orElse(USUAL_SERVICE_LABEL)));
    }

    private static String serviceId(String text) {
        if (!ServiceMapping.ID.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
