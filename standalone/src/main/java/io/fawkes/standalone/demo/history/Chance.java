package io.fawkes.standalone.demo.history;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Seeded luck: the same seed and the same questions give the same answers. */
final class Chance {

    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    /** Whether something of probability {@code share} happens. */
    boolean of(double share) {
        return random.nextDouble() < share;
    }

    /** 0 to 1, 1 excluded. */
    double share() {
        return random.nextDouble();
    }

    /** A whole number of {@code least} to {@code most}. */
    int number(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** How often something happens that happens {@code mean} times on average. */
    int times(double mean) {
        return (int) (mean * (0.5 + random.nextDouble()) + random.nextDouble());
    }

    /** Whole minutes of {@code least} to {@code most}, and some seconds. */
    Duration minutes(int least, int most) {
        return Duration.ofMinutes(number(least, most)).plusSeconds(random.nextInt(60));
    }

    /** Around {@code typical}, sometimes a multiple of it, as work takes; whole seconds. */
    Duration around(Duration typical) {
        double factor = Math.exp(random.nextGaussian() * 0.7);
        return Duration.ofSeconds(Math.round(typical.toSeconds() * Math.clamp(factor, 0.15, 6)));
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Forty hex digits. */
    String sha() {
        return "%016x%016x%08x".formatted(random.nextLong(), random.nextLong(), random.nextInt());
    }
}
