package io.fawkes.insights.domain.statistics;

/**
 * A share of a whole with its Wilson score interval at 95 % (Wilson 1927). 2 of 20: 0.1, from 0.0279 to 0.3010.
 *
 * @param rate hits divided by trials, 0 to 1
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Proportion(double rate, double low, double high) {
    private static final double Z = 1.959963984540054;

    /** The share of {@code hits} in {@code trials}, which are at least one and not fewer than the hits. */
    public static Proportion of(int hits, int trials) {
        if (trials < 1 || hits < 0 || hits > trials) {
            throw new IllegalArgumentException(
                    "hits: %d of %d (expected: a part of at least 1)".formatted(hits, trials));
        }
        double rate = (double) hits / trials;
        double scale = 1 + Z * Z / trials;
        double centre = (rate + Z * Z / (2.0 * trials)) / scale;
        double half = Z / scale * Math.sqrt(rate * (1 - rate) / trials + Z * Z / (4.0 * trials * trials));
        return new Proportion(rate, Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
