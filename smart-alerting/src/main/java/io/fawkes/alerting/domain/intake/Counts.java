package io.fawkes.alerting.domain.intake;

import io.fawkes.alerting.domain.alert.Episodes.Change;

/**
 * How many alerts of a post told what.
 *
 * @param news alerts that were not known
 * @param changed known alerts of which something new was told
 * @param repeated alerts of which everything was known
 */
public record Counts(int news, int changed, int repeated) {

    /** None of any. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** One more. */
    public Counts plus(Change change) {
        return switch (change) {
            case NEW -> new Counts(news + 1, changed, repeated);
            case CHANGED -> new Counts(news, changed + 1, repeated);
            case REPEATED -> new Counts(news, changed, repeated + 1);
        };
    }

    /** Both together. */
    public Counts plus(Counts other) {
        return new Counts(news + other.news, changed + other.changed, repeated + other.repeated);
    }
}
