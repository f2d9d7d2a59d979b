package io.fawkes.standalone.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.fawkes.runtime.telemetry.JsonLogEncoder;
import io.fawkes.standalone.Mesh;
import io.fawkes.standalone.WebhookSecret;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Reads every line that a mesh logs while a test runs: of this JVM as the services log it, our own classes down to debug, and
 * of child processes as they print it. The console still shows what it showed before.
 */
final class LogWitness extends UnsynchronizedAppenderBase<ILoggingEvent> implements AutoCloseable {

    private static final String CANARY = "a line that the witness must see";
    private static final String OURS = "io.fawkes";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final JsonLogEncoder encoder = new JsonLogEncoder();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger(OURS);
    private final ThresholdFilter quiet = new ThresholdFilter();
    private final Level before = root.getLevel();
    private final PrintStream console = System.err;

    /** Reads from now on. */
    static LogWitness begin() {
        var witness = new LogWitness();
        witness.listen();
        return witness;
    }

    private void listen() {
        quiet.setLevel(before.toString());
        quiet.start();
        consoles().forEach(appender -> appender.addFilter(quiet));
        setContext(root.getLoggerContext());
        start();
        root.addAppender(this);
        root.setLevel(Level.INFO);
        ours.setLevel(Level.DEBUG);
        System.setErr(new PrintStream(new Both(), true, StandardCharsets.UTF_8));
    }

    private List<Appender<ILoggingEvent>> consoles() {
        return Stream.<Appender<ILoggingEvent>>of(root.getAppender("stderr")).toList();
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }

    /** Fails, without showing it, if one of {@code secrets} or of the mesh's own stands in any line. */
    void assertNothingOf(Mesh mesh, Collection<String> secrets) {
        ours.info(CANARY);
        System.err.println(CANARY);
        String all = String.join("", lines) + printed.toString(StandardCharsets.UTF_8);
        assertTrue(lines.stream().anyMatch(line -> line.contains(CANARY)), "what is logged is read");
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains(CANARY), "what is printed is read");
        List<String> known = Stream.concat(secrets.stream(), ofMesh(mesh)).toList();
        assertTrue(known.size() > secrets.size(), "a mesh has secrets");
        assertEquals(
                List.of(),
                known.stream()
                        .filter(all::contains)
                        .map(secret ->
                                "a secret of " + secret.length() + " characters, number " + known.indexOf(secret))
                        .toList());
    }

    private static Stream<String> ofMesh(Mesh mesh) {
        var ground = mesh.ground();
        return Stream.concat(
                ground.webhookSecrets().stream().map(WebhookSecret::value),
                Stream.concat(
                        Stream.of(ground.postgres().password()),
                        ground.databases().values().stream()
                                .flatMap(database -> Stream.of(
                                        database.serving().password(),
                                        database.migration().password()))));
    }

    @Override
    public void close() {
        System.setErr(console);
        root.detachAppender(this);
        stop();
        consoles().forEach(Appender::clearAllFilters);
        ours.setLevel(null);
        root.setLevel(before);
    }

    /** What is printed goes to the console as well; of what is logged a copy is enough. */
    private final class Both extends OutputStream {

        @Override
        public void write(int sign) {
            write(new byte[] {(byte) sign}, 0, 1);
        }

        @Override
        public void write(byte[] text, int from, int length) {
            printed.write(text, from, length);
            console.write(text, from, length);
        }

        @Override
        public void flush() {
            console.flush();
        }
    }
}
