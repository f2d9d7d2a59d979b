package io.fawkes.runtime.testkit;

/**
 * How a program ended.
 *
 * @param exitCode 0 if it was content
 * @param output all that it said, errors included
 */
public record Answer(int exitCode, String output) {
    /** The output of a program that was content; another one fails the test with what it said. */
    public String demandContent() {
        if (exitCode != 0) {
            throw new AssertionError("ended with %d: %s".formatted(exitCode, output));
        }
        return output;
    }
}
