package io.fawkes.standalone;

import io.fawkes.runtime.config.Settings;
import io.fawkes.standalone.storage.DataFolder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What a source of webhooks must know to be believed: a key that signs, or a credential that is shown.
 *
 * @param source short name of the source, the last part of its webhook's path
 * @param value the secret
 * @param file where it is kept; empty if the environment gave it
 */
public record WebhookSecret(String source, String value, Optional<Path> file) {

    /** The one that the environment gives, else the one that the data folder keeps, generated once. */
    static WebhookSecret of(String source, Settings settings, DataFolder folder) {
        String kept = "webhook-" + source;
        return settings.secret(variable(source))
                .map(given -> new WebhookSecret(source, given, Optional.empty()))
                .orElseGet(() -> new WebhookSecret(
                        source,
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
