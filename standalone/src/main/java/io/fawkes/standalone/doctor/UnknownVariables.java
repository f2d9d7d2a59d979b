package io.fawkes.standalone.doctor;

import static java.util.Comparator.comparingInt;

import io.fawkes.standalone.doctor.Finding.Ok;
import io.fawkes.standalone.doctor.Finding.Warning;
import java.util.List;
import java.util.Set;

/**
 * Whether every {@code FAWKES_} variable that is set is one that something reads: a misspelled one is silently ignored
 * otherwise.
 */
public final class UnknownVariables implements Check {

    private static final String PREFIX = "FAWKES_";
    private static final int LEAST_ALIKE = 3;

    private final Set<String> given;
    private final Set<String> known;

    /**
     * @param given names of all variables that are set
     * @param known names that are read
     */
    public UnknownVariables(Set<String> given, Set<String> known) {
        this.given = Set.copyOf(given);
        this.known = Set.copyOf(known);
    }

    @Override
    public String subject() {
        return "variables";
    }

    @Override
    public List<Finding> findings() {
        var unknown = given.stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .map(this::unknown)
                .toList();
        long set = given.stream().filter(known::contains).count();
        return unknown.isEmpty() ? List.of(new Ok("variables: all %d that are set are known".formatted(set))) : unknown;
    }

    private Finding unknown(String name) {
        var remedy = known.stream()
                .filter(other -> distance(name, other) <= Math.max(LEAST_ALIKE, name.length() / 5))
                .min(comparingInt((String other) -> distance(name, other)).thenComparing(other -> other))
                .map("did you mean %s?"::formatted)
                .orElse("unset it; docs/configuration.md lists those that are read");
        return new Warning("variables: %s is read by nothing".formatted(name), remedy);
    }

    /** Levenshtein's: the fewest characters to insert, delete or replace to make one of the other. */
    static int distance(String one, String other) {
        var previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            previous = nextRow(one.charAt(i - 1), other, previous, i);
        }
        return previous[other.length()];
    }

    private static int[] nextRow(char character, String other, int[] previous, int row) {
        var current = new int[previous.length];
        current[0] = row;
        for (int j = 1; j < current.length; j++) {
            int replaced = previous[j - 1] + (character == other.charAt(j - 1) ? 0 : 1);
            current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
        }
        return current;
    }
}
