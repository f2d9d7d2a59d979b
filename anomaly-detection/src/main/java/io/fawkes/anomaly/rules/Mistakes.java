package io.fawkes.anomaly.rules;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Mistakes of one file, gathered so that all are told together. */
final class Mistakes {
    private final String file;
    private final List<String> lines = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void at(Node node, String text) {
        add(node.getStartMark().map(Mark::getLine).orElse(0) + 1, text);
    }

    void add(int line, String text) {
        lines.add(file + ":" + line + ": " + text);
    }

    void reject() {
        if (!lines.isEmpty()) {
            throw new RuleFileException(lines);
        }
    }
}
