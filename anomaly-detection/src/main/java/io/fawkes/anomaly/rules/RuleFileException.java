package io.fawkes.anomaly.rules;

import java.util.List;

/** What is wrong with a rule file: every mistake, each {@code file:line: key: value (expected: ...)}. */
public final class RuleFileException extends RuntimeException {
    private final List<String> mistakes;

    RuleFileException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** One line a mistake. */
    public List<String> mistakes() {
        return mistakes;
    }
}
