package io.fawkes.standalone;

import io.fawkes.dataapi.DataApiServer;
import io.fawkes.runtime.postgres.PostgresUrl;
import io.fawkes.standalone.storage.DataFolder;
import io.fawkes.standalone.storage.DatabaseProvisioner;
import io.fawkes.standalone.storage.EmbeddedDatabase;
import io.fawkes.standalone.storage.ServiceDatabase;
import java.nio.file.Path;
import java.util.List;

/**
 * What the services of a mesh stand on.
 *
 * @param folder where everything is kept
 * @param postgres where PostgreSQL is, as its administrator
 * @param dataApi data-api's database
 * @param webhookSecrets what each source of webhooks must know
 */
public record Ground(Path folder, PostgresUrl postgres, ServiceDatabase dataApi, List<WebhookSecret> webhookSecrets) {

    private static final List<String> SOURCES = List.of("github", "argocd", "jenkins");

    public Ground {
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** Takes the data folder and has PostgreSQL and the databases ready; what it starts is among {@code parts}. */
    static Ground prepare(MeshConfig config, Parts parts) {
        var folder = parts.start("Data folder", () -> DataFolder.open(config.dataFolder()));
        var postgres = config.postgres().orElseGet(() -> embedded(config, parts, folder));
        var dataApi = provisioned(parts, new DatabaseProvisioner(postgres, folder.secrets()));
        var secrets = SOURCES.stream()
                .map(source -> WebhookSecret.of(source, config.settings(), folder))
                .toList();
        return new Ground(folder.path(), postgres, dataApi, secrets);
    }

    /** What {@code source}, given by its short name, must know. */
    public WebhookSecret webhookSecret(String source) {
        return webhookSecrets.stream()
                .filter(secret -> secret.source().equals(source))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no source of webhooks is called " + source));
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
