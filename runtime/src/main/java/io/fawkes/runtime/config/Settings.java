package io.fawkes.runtime.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A process's settings by name, as its environment gives them.
 *
 * <p>A value that cannot be read is noted, its default is returned in its place, and {@link #rejectMistakes} ends the
 * start with all of them. Not for concurrent use.
 */
public final class Settings {

    private final Map<String, String> values;
    private final Set<String> asked;
    private final List<String> mistakes = new ArrayList<>();

    private Settings(Map<String, String> values, Set<String> asked) {
        this.values = values;
        this.asked = asked;
    }

    /** Settings of this process. */
    public static Settings ofEnvironment() {
        return new Settings(System.getenv(), ConcurrentHashMap.newKeySet());
    }

    /** Settings given by hand: tests, and processes that share a JVM. */
    public static Settings of(Map<String, String> values) {
        return new Settings(Map.copyOf(values), ConcurrentHashMap.newKeySet());
    }

    /** These settings with {@code stronger} ones in front; mistakes are noted anew. */
    public Settings with(Map<String, String> stronger) {
        var merged = new HashMap<>(values);
        merged.putAll(stronger);
        return new Settings(Map.copyOf(merged), asked);
    }

    /** Every setting by name, for a child process. */
    public Map<String, String> values() {
        return values;
    }

    /** The names that were asked for so far, here and of settings made {@link #with} these; set or not. */
    public Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** The value of {@code name}; empty if it is not set or blank. */
    public Optional<String> text(String name) {
        asked.add(name);
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The value of {@code name}, or {@code fallback}. */
    public String text(String name, String fallback) {
        return text(name).orElse(fallback);
    }

    /** The parts of a comma-separated value, or {@code fallback}. */
    public List<String> list(String name, List<String> fallback) {
        return text(name)
                .map(value -> Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(fallback);
    }

    /** The settings whose names begin with {@code prefix}, for libraries that read their own. */
    public Map<String, String> startingWith(String prefix) {
        return values.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith(prefix))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A secret: the value of {@code name}, or the content of the file that {@code name_FILE} names. */
    public Optional<String> secret(String name) {
        asked.add(name + "_FILE");
        return text(name).or(() -> text(name + "_FILE").flatMap(file -> content(name + "_FILE", file)));
    }

    private Optional<String> content(String name, String file) {
        try {
            return Optional.of(Files.readString(Path.of(file)).strip()).filter(value -> !value.isEmpty());
        } catch (IOException | IllegalArgumentException e) {
            mistakes.add(name + ": " + file + " (expected: a file that can be read)");
            return Optional.empty();
        }
    }

    /** A host and port, or {@code fallback}. */
    public Address address(String name, String fallback) {
        return read(name, Address::parse, "host:port").orElseGet(() -> Address.parse(fallback));
    }

    /** An ISO 8601 duration such as {@code PT24H}, longer than zero, or {@code fallback}. */
    public Duration duration(String name, Duration fallback) {
        return read(name, Settings::positive, "a duration such as PT24H").orElse(fallback);
    }

    private static Duration positive(String text) {
        Duration duration = Duration.parse(text);
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    /** A whole number of {@code least} to {@code most}, or {@code fallback}. */
    public int integer(String name, int fallback, int least, int most) {
        String expected = "a whole number of " + least + " to " + most;
        return read(name, text -> within(Integer.parseInt(text), least, most), expected)
                .orElse(fallback);
    }

    private static int within(int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(String.valueOf(number));
        }
        return number;
    }

    /** What {@code parse} makes of the value; a value it refuses is a mistake. */
    public <T> Optional<T> read(String name, Function<String, T> parse, String expected) {
        return text(name).flatMap(value -> parsed(name, value, parse, expected));
    }

    private <T> Optional<T> parsed(String name, String value, Function<String, T> parse, String expected) {
        try {
            return Optional.of(parse.apply(value));
        } catch (RuntimeException e) {
            mistakes.add(name + ": " + value + " (expected: " + expected + ")");
            return Optional.empty();
        }
    }

    /** Notes a mistake that only the caller can see; the text names the variable and shows no secret. */
    public void mistake(String text) {
        mistakes.add(text);
    }

    /** The value of {@code name}; a missing one is a mistake and reads as empty. */
    public String required(String name, String expected) {
        return text(name).orElseGet(() -> {
            mistakes.add(name + ": not set (expected: " + expected + ")");
            return "";
        });
    }

    /** Ends the start if anything was wrong. */
    public void rejectMistakes() {
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes);
        }
    }
}
