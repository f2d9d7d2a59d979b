package io.fawkes.standalone;

import io.fawkes.runtime.postgres.PostgresUrl;
import io.fawkes.standalone.storage.DataFolder;
import io.fawkes.standalone.storage.DatabaseProvisioner;
import io.fawkes.standalone.storage.EmbeddedDatabase;
import io.fawkes.standalone.storage.KeptFolder;
import io.fawkes.standalone.storage.ServiceDatabase;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the services of a mesh stand on.
 *
 * @param folder where everything is kept
 * @param postgres where PostgreSQL is, as its administrator
 * @param databases the database of each service that stores
 * @param webhookSecrets what each source of webhooks must know
 */
public record Ground(
        Path folder,
        PostgresUrl postgres,
        Map<Service, ServiceDatabase> databases,
        List<WebhookSecret> webhookSecrets) {

    public Ground {
        databases = Collections.unmodifiableMap(new EnumMap<>(databases));
        webhookSecrets = List.copyOf(webhookSecrets);
    }

    /** Takes the data folder and has PostgreSQL and the databases ready; what it starts is among {@code parts}. */
    static Ground prepare(MeshConfig config, Parts parts) {
        var folder = parts.start("Data folder", () -> DataFolder.open(config.dataFolder()));
        var postgres = config.postgres().orElseGet(() -> embedded(config, parts, folder));
        var databases =
                parts.start("Databases", () -> Provisioned.by(new DatabaseProvisioner(postgres, folder.secrets())));
        return new Ground(folder.path(), postgres, databases.databases(), WebhookSecret.all(config.settings(), folder));
    }

    /** What is found on {@code folder}, as far as it was made yet and may be read; nothing is made. */
    static Ground found(MeshConfig config, KeptFolder folder) {
        // Port 0 is no port yet, and an address has one.
        var postgres = config.postgres().orElseGet(() -> folder.embedded(Math.max(1, config.postgresPort())));
        var databases = new EnumMap<Service, ServiceDatabase>(Service.class);
        Arrays.stream(Service.values())
                .filter(Service::stores)
                .forEach(service -> databases.put(service, folder.database(postgres, service.title())));
        return new Ground(folder.path(), postgres, databases, WebhookSecret.found(config.settings(), folder));
    }

    /** What {@code source}, given by its short name, must know. */
    public WebhookSecret webhookSecret(String source) {
        return webhookSecrets.stream()
                .filter(secret -> secret.source().equals(source))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no source of webhooks is called " + source));
    }

    /** What {@code service} is told of it: the way into its database, and the secrets of the webhooks it takes. */
    Map<String, String> settingsOf(Service service) {
        var own = new HashMap<String, String>();
        var database = databases.get(service);
        if (database != null) {
            own.put(MeshConfig.POSTGRES_URL, database.serving().reveal());
            own.put(MeshConfig.POSTGRES_MIGRATION_URL, database.migration().reveal());
        }
        webhookSecrets.stream()
                .filter(secret -> secret.taker() == service)
                .forEach(secret -> own.put(secret.variable(), secret.value()));
        return own;
    }

    private static PostgresUrl embedded(MeshConfig config, Parts parts, DataFolder folder) {
        int port = config.postgresPort() == 0 ? Ports.free() : config.postgresPort();
        return parts.start(EmbeddedDatabase.PART, () -> EmbeddedDatabase.start(folder, port))
                .administration();
    }

    /** Stays when the mesh stops. */
    private record Provisioned(Map<Service, ServiceDatabase> databases) implements AutoCloseable {

        static Provisioned by(DatabaseProvisioner provisioner) {
            var databases = new EnumMap<Service, ServiceDatabase>(Service.class);
            for (Service service : Service.values()) {
                if (service.stores()) {
                    databases.put(service, provisioner.provision(service.title()));
                }
            }
            return new Provisioned(databases);
        }

        @Override
        public void close() {
            // The data outlives the mesh.
        }
    }
}
