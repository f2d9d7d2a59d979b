package io.fawkes.standalone;

import io.fawkes.dataapi.DataApiServer;
import io.fawkes.runtime.postgres.PostgresUrl;
import io.fawkes.standalone.storage.DataFolder;
import io.fawkes.standalone.storage.DatabaseProvisioner;
import io.fawkes.standalone.storage.EmbeddedDatabase;
import io.fawkes.standalone.storage.ServiceDatabase;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What the services of a mesh stand on.
 *
 * @param folder where everything is kept
 * @param postgres where PostgreSQL is, as its administrator
 * @param dataApi data-api's database
 * @param webhookSecret signs GitHub's webhooks
 * @param webhookSecretFile where that secret is kept; empty if the environment gave it
 * @param argocdSecret shown by Argo CD's webhooks
 * @param jenkinsSecret shown by Jenkins' webhooks
 */
public record Ground(
        Path folder,
        PostgresUrl postgres,
        ServiceDatabase dataApi,
        String webhookSecret,
        Optional<Path> webhookSecretFile,
        String argocdSecret,
        String jenkinsSecret) {

    private static final String WEBHOOK_SECRET = "FAWKES_WEBHOOK_SECRET_GITHUB";
    private static final String WEBHOOK_SECRET_FILE = "webhook-github";

    /** Takes the data folder and has PostgreSQL and the databases ready; what it starts is among {@code parts}. */
    static Ground prepare(MeshConfig config, Parts parts) {
        var folder = parts.start("Data folder", () -> DataFolder.open(config.dataFolder()));
        var postgres = config.postgres().orElseGet(() -> embedded(config, parts, folder));
        var dataApi = provisioned(parts, new DatabaseProvisioner(postgres, folder.secrets()));
        var given = config.settings().secret(WEBHOOK_SECRET);
        return new Ground(
                folder.path(),
                postgres,
                dataApi,
                given.orElseGet(() -> folder.secrets().get(WEBHOOK_SECRET_FILE)),
                given.isPresent()
                        ? Optional.empty()
                        : Optional.of(folder.secrets().file(WEBHOOK_SECRET_FILE)),
                givenOrKept(config, folder, "argocd"),
                givenOrKept(config, folder, "jenkins"));
    }

    private static String givenOrKept(MeshConfig config, DataFolder folder, String source) {
        return config.settings()
                .secret("FAWKES_WEBHOOK_SECRET_" + source.toUpperCase(Locale.ROOT))
                .orElseGet(() -> folder.secrets().get("webhook-" + source));
    }

    private static PostgresUrl embedded(MeshConfig config, Parts parts, DataFolder folder) {
        int port = config.postgresPort() == 0 ? Ports.free() : config.postgresPort();
        return parts.start(EmbeddedDatabase.PART, () -> EmbeddedDatabase.start(folder, port))
                .administration();
    }

    private static ServiceDatabase provisioned(Parts parts, DatabaseProvisioner provisioner) {
        return parts.start("Databases", () -> new Provisioned(provisioner.provision(DataApiServer.NAME)))
                .database();
    }

    /** Stays when the mesh stops. */
    private record Provisioned(ServiceDatabase database) implements AutoCloseable {
        @Override
        public void close() {
            // The data outlives the mesh.
        }
    }
}
