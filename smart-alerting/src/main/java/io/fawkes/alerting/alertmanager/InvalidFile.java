package io.fawkes.alerting.alertmanager;

import org.snakeyaml.engine.v2.nodes.Node;

/** The configuration file cannot be used as it is; the message says where and what was expected. */
public final class InvalidFile extends RuntimeException {

    private final String problem;

    /** A problem of the file as a whole, or of a value without a place. */
    InvalidFile(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** One line: where, and what was expected. */
    public String problem() {
        return problem;
    }

    static InvalidFile at(Node node, String path, String problem) {
        String line = node.getStartMark()
                .map(mark -> "line " + (mark.getLine() + 1) + ": ")
                .orElse("");
        return new InvalidFile(line + path + ": " + problem);
    }
}
