package io.fawkes.alerting.alertmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.runtime.testkit.Amtool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Routes are what the real amtool takes them for: generated trees and label sets, seed in the message. */
@Tag("full")
class RoutesIT {

    private static final int TREES = 12;
    private static final int LABEL_SETS = 5;
    private static final List<String> NAMES = List.of("team", "severity", "zone");
    private static final List<String> VALUES = List.of("a", "b", "ab", "a.b", "x y", "");
    private static final List<String> OPERATORS = List.of("=", "!=", "=~", "!~");
    private static final List<String> WRITTEN =
            List.of("a", "\"b\"", "\"\"", "\"a|b\"", "\"a.*\"", "\".+\"", "\"x y\"", "a.b");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private int receivers;

    @Test
    void goWhereAmtoolSaysTheyGo() {
        System.out.println("seed " + seed);
        try (var amtool = Amtool.open()) {
            for (int tree = 0; tree < TREES; tree++) {
                compare(amtool, tree());
            }
        }
    }

    private void compare(Amtool amtool, String yaml) {
        var config = AlertmanagerFile.parse(yaml, Path.of("/nowhere/alertmanager.yml"));
        for (int set = 0; set < LABEL_SETS; set++) {
            Map<String, String> labels = labels();
            assertEquals(
                    amtool.receivers(yaml, labels),
                    AlertmanagerFileTest.receivers(config, labels),
                    () -> "seed " + seed + ", labels " + labels + "\n" + yaml);
        }
    }

    private String tree() {
        receivers = 0;
        var yaml = new StringBuilder("route:\n  receiver: r0\n");
        children(yaml, "  ", 3);
        yaml.append("receivers:\n");
        for (int receiver = 0; receiver <= receivers; receiver++) {
            yaml.append("- name: r").append(receiver).append('\n');
        }
        return yaml.toString();
    }

    private void children(StringBuilder yaml, String indent, int depth) {
        int count = depth == 0 ? 0 : random.nextInt(4);
        if (count > 0) {
            yaml.append(indent).append("routes:\n");
        }
        for (int child = 0; child < count; child++) {
            yaml.append(indent).append("- matchers: ['").append(matcher()).append("']\n");
            if (random.nextInt(4) > 0) {
                receivers++;
                yaml.append(indent).append("  receiver: r").append(receivers).append('\n');
            }
            yaml.append(indent)
                    .append("  continue: ")
                    .append(random.nextInt(3) == 0)
                    .append('\n');
            children(yaml, indent + "  ", depth - 1);
        }
    }

    private String matcher() {
        return pick(NAMES) + pick(OPERATORS) + pick(WRITTEN);
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>(Map.of("alertname", "A"));
        NAMES.stream().filter(_ -> random.nextBoolean()).forEach(name -> labels.put(name, pick(VALUES)));
        labels.values().removeIf(String::isEmpty);
        return labels;
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
