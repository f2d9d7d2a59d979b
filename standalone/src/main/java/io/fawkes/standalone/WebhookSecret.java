package io.fawkes.standalone;

import io.fawkes.runtime.config.Settings;
import io.fawkes.standalone.storage.DataFolder;
import io.fawkes.standalone.storage.KeptFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a source of webhooks must know to be believed: a key that signs, or a credential that is shown.
 *
 * @param source short name of the source, the last part of its webhook's path
 * @param taker which service takes its webhooks
 * @param value the secret
 * @param file where it is kept; empty if the environment gave it
 */
public record WebhookSecret(String source, Service taker, String value, Optional<Path> file) {

    /** One for each source, in the order in which they are shown; what was not made yet is made. */
    static List<WebhookSecret> all(Settings settings, DataFolder folder) {
        var secrets = folder.secrets();
        return each(settings, name -> Optional.of(secrets.get(name)), secrets::file);
    }

    /** Those that were made and may be read. */
    static List<WebhookSecret> found(Settings settings, KeptFolder folder) {
        return each(settings, folder::secret, folder::secretFile);
    }

    private static List<WebhookSecret> each(
            Settings settings, Function<String, Optional<String>> kept, Function<String, Path> file) {
        return Stream.of(Service.values())
                .flatMap(taker -> taker.webhooks().flatMap(source -> of(source, taker, settings, kept, file).stream()))
                .toList();
    }

    /** The one that the environment gives, else the one that the data folder keeps. */
    private static Optional<WebhookSecret> of(
            String source,
            Service taker,
            Settings settings,
            Function<String, Optional<String>> kept,
            Function<String, Path> file) {
        String name = "webhook-" + source;
        return settings.secret(variable(source))
                .map(given -> new WebhookSecret(source, taker, given, Optional.empty()))
                .or(() -> kept.apply(name)
                        .map(value -> new WebhookSecret(source, taker, value, Optional.of(file.apply(name)))));
    }

    /** The variable by which a process is told. */
    String variable() {
        return variable(source);
    }

    private static String variable(String source) {
        return "FAWKES_WEBHOOK_SECRET_" + source.toUpperCase(Locale.ROOT);
    }

    /** Where a person finds it. */
    String whereabouts() {
        return file.map(Path::toString).orElseGet(this::variable);
    }

    /** What a shell puts in its place. */
    String inShell() {
        return file.map("$(cat %s)"::formatted).orElseGet(() -> "$" + variable());
    }

    @Override
    public String toString() {
        return source + " secret in " + whereabouts();
    }
}
