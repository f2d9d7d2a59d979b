package io.fawkes.standalone;

import io.fawkes.runtime.config.Settings;
import io.fawkes.standalone.storage.DataFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /** One for each source, in the order in which they are shown. */
    static List<WebhookSecret> all(Settings settings, DataFolder folder) {
        return Stream.of(Service.values())
                .flatMap(taker -> taker.webhooks().map(source -> of(source, taker, settings, folder)))
                .toList();
    }

    /** The one that the environment gives, else the one that the data folder keeps, generated once. */
    private static WebhookSecret of(String source, Service taker, Settings settings, DataFolder folder) {
        String kept = "webhook-" + source;
        return settings.secret(variable(source))
                .map(given -> new WebhookSecret(source, taker, given, Optional.empty()))
                .orElseGet(() -> new WebhookSecret(
                        source,
                        taker,
                        folder.secrets().get(kept),
                        Optional.of(folder.secrets().file(kept))));
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
