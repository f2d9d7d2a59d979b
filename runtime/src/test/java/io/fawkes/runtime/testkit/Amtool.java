package io.fawkes.runtime.testkit;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Alertmanager's own {@code amtool}, the judge of what a configuration means. Many questions may be asked of one; not
 * concurrently.
 */
public final class Amtool implements AutoCloseable {
    private static final String CONFIG = "alertmanager.yml";
    private static final String WAIT = "exec tail -f /dev/null";
    private static final String ROUTES =
            "exec amtool config routes test --config.file=\"$FILES/alertmanager.yml\" \"$@\"";
    private static final String ASK = "exec amtool \"$@\"";
    private static final String CHECK = "exec amtool check-config \"$FILES/alertmanager.yml\"";

    private final Scratch files;
    private final Workshop workshop;

    private Amtool(Scratch files, Workshop workshop) {
        this.files = files;
        this.workshop = workshop;
    }

    /** Has it ready; close it. */
    public static Amtool open() {
        var files = Scratch.make();
        return new Amtool(files, Workshop.open(Toolbox.ALERTMANAGER, files.path(), WAIT));
    }

    /** The receivers, in order, of an alert with {@code labels}; fails if amtool refuses the configuration. */
    public List<String> receivers(String alertmanagerYml, Map<String, String> labels) {
        workshop.put(CONFIG, alertmanagerYml);
        var pairs = labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .toList();
        return workshop.run(ROUTES, pairs)
                .demandContent()
                .lines()
                // It warns that it asks no server.
                .filter(line -> !line.startsWith("Warning: "))
                .flatMap(line -> Stream.of(line.split(",")))
                .toList();
    }

    /** Whether a configuration is one, and amtool's words on it. */
    public Answer checkConfig(String alertmanagerYml) {
        workshop.put(CONFIG, alertmanagerYml);
        return workshop.run(CHECK, List.of());
    }

    /** What amtool says, given {@code arguments}, of the Alertmanager at {@code server}. */
    public Answer ask(URI server, String... arguments) {
        return workshop.run(
                ASK,
                Stream.concat(Stream.of("--alertmanager.url=" + server), Stream.of(arguments))
                        .toList());
    }

    @Override
    public void close() {
        workshop.close();
        files.close();
    }
}
