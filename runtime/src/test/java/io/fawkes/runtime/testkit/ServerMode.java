package io.fawkes.runtime.testkit;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * How the real servers of the tests run. {@value #PROPERTY} ({@value #VARIABLE} in the environment) says {@code container},
 * {@code program}, or {@code auto}: containers where an engine answers. The choice is told once on stderr.
 */
enum ServerMode {
    /** By Testcontainers, from the images of the servers' makers. */
    CONTAINER("containers"),
    /** Embedded PostgreSQL, and the programs that Debian packages. */
    PROGRAM("programs of this machine");

    static final String PROPERTY = "fawkes.test.servers";
    static final String VARIABLE = "FAWKES_TEST_SERVERS";

    private static final Set<ServerMode> TOLD = ConcurrentHashMap.newKeySet();

    private final String title;

    ServerMode(String title) {
        this.title = title;
    }

    /** What the property, else the environment says. */
    static ServerMode chosen() {
        return chosen(Optional.ofNullable(System.getProperty(PROPERTY)));
    }

    /** The same, but a configuration parameter of the test run comes first. */
    static ServerMode chosen(ExtensionContext context) {
        return chosen(context.getConfigurationParameter(PROPERTY));
    }

    /** Whether a container engine answers; asked once. */
    static boolean engineAnswers() {
        return Engine.ANSWERS;
    }

    private static ServerMode chosen(Optional<String> property) {
        String wanted = property.or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                .filter(text -> !text.isBlank())
                .orElse("auto");
        ServerMode mode = of(wanted.toLowerCase(Locale.ROOT));
        if (TOLD.add(mode)) {
            System.err.printf("Real servers of the tests run as %s (%s=%s)%n", mode.title, PROPERTY, wanted);
        }
        return mode;
    }

    private static ServerMode of(String wanted) {
        return switch (wanted) {
            case "container" -> CONTAINER;
            case "program" -> PROGRAM;
            case "auto" -> engineAnswers() ? CONTAINER : PROGRAM;
            default ->
                throw new IllegalArgumentException(
                        "%s is container, program or auto, but not %s".formatted(PROPERTY, wanted));
        };
    }

    private static final class Engine {
        static final boolean ANSWERS = DockerClientFactory.instance().isDockerAvailable();
    }
}
