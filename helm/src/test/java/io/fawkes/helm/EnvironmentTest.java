package io.fawkes.helm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fawkes.runtime.config.Settings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each service reads what the chart tells it, with the code it starts with. */
class EnvironmentTest {

    /** Read by the configuration of the log. */
    private static final Set<String> READ_ELSEWHERE = Set.of("FAWKES_LOG_LEVEL");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"{}", "postgres: {mode: cloudnativepg}", "listenAddress: '[::]'", Chart.EVERYTHING})
    void everyServiceUnderstandsAndUsesAllThatItIsTold(String values) {
        var rendered = Chart.rendered(values);

        assertAll(ChartTest.SERVICES.stream().map(service -> () -> {
            var settings = new ToldService(rendered, service, folder.resolve(service)).read(EnvironmentTest::secret);
            assertEquals(Set.of(), unread(settings), service);
        }));
    }

    @Test
    void everySourceThatAServiceTakesCanBeGivenItsSecret() {
        var rendered = Chart.rendered();

        assertAll(ChartTest.SERVICES.stream().map(service -> () -> {
            var settings = new ToldService(rendered, service, folder.resolve(service)).read(EnvironmentTest::secret);
            assertEquals(Set.of(), ungiven(settings), service);
        }));
    }

    @Test
    void variablesOfOnesOwnAreHandedOn() {
        var rendered = Chart.rendered("""
                defaults: {env: {FAWKES_LOG_LEVEL: trace}}
                services: {insights: {env: {FAWKES_LIVE_DAYS: 90, FAWKES_CAUSAL_WINDOW: PT2H}}}
                """);
        var settings = new ToldService(rendered, "insights", folder).read(EnvironmentTest::secret);

        assertEquals("90", settings.text("FAWKES_LIVE_DAYS", ""));
        assertEquals("PT2H", settings.text("FAWKES_CAUSAL_WINDOW", ""));
        assertEquals("trace", settings.text("FAWKES_LOG_LEVEL", ""));
    }

    private static Set<String> unread(Settings settings) {
        var unread = new TreeSet<>(settings.values().keySet());
        unread.removeIf(name -> !name.startsWith("FAWKES_"));
        unread.removeAll(settings.asked());
        unread.removeAll(READ_ELSEWHERE);
        return unread;
    }

    private static Set<String> ungiven(Settings settings) {
        var ungiven = new HashSet<>(settings.asked());
        ungiven.removeIf(name -> !name.matches("FAWKES_WEBHOOK_SECRET_.*") || name.endsWith("_FILE"));
        ungiven.removeAll(settings.values().keySet());
        return ungiven;
    }

    /** What nobody gave is empty, and counts as not set: a token for Prometheus beside a user, one for Jenkins without a user. */
    private static String secret(EnvVar variable) {
        return switch (variable.getName()) {
            case "FAWKES_AUTH_TOKEN_SHA256" -> "a".repeat(64);
            case "FAWKES_POSTGRES_URL", "FAWKES_POSTGRES_MIGRATION_URL" ->
                "postgresql://%s:secret@db:5432/fawkes"
                        .formatted(variable.getName().toLowerCase(Locale.ROOT));
            case "FAWKES_PROMETHEUS_TOKEN", "FAWKES_JENKINS_TOKEN" -> "";
            default -> "secret";
        };
    }
}
