package io.fawkes.runtime.config;

import java.util.List;

/** What is wrong with a process's settings: every mistake, each naming its variable, none showing a secret. */
public final class ConfigurationException extends RuntimeException {

    private final List<String> mistakes;

    public ConfigurationException(List<String> mistakes) {
        super(String.join("\n", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** One line a mistake, of the form {@code NAME: value (expected: ...)}. */
    public List<String> mistakes() {
        return mistakes;
    }
}
