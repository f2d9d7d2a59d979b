package io.fawkes.standalone;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.postgres.PostgresUrl;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a mesh is told by its environment.
 *
 * @param settings all of them; each service reads its own from them too
 * @param dataFolder where everything is kept
 * @param postgres an administrative URL of a PostgreSQL to use; empty for one of the mesh's own
 * @param postgresPort loopback port of the mesh's own PostgreSQL; 0 for any free one
 * @param endpoints where each service is to be; port 0 for any free one
 */
public record MeshConfig(
        Settings settings,
        Path dataFolder,
        Optional<PostgresUrl> postgres,
        int postgresPort,
        Map<Service, Endpoint> endpoints) {

    static final String DATA_DIR = "FAWKES_DATA_DIR";
    static final String POSTGRES_URL = "FAWKES_POSTGRES_URL";
    static final String POSTGRES_MIGRATION_URL = "FAWKES_POSTGRES_MIGRATION_URL";
    static final String POSTGRES_PORT = "FAWKES_STANDALONE_POSTGRES_PORT";
    static final String MANAGEMENT = "FAWKES_MANAGEMENT_LISTEN";

    private static final String ANY_PORT = "127.0.0.1:0";
    private static final int DEFAULT_POSTGRES_PORT = 54_320;
    private static final int HIGHEST_PORT = 65_535;

    public MeshConfig {
        endpoints = Collections.unmodifiableMap(new EnumMap<>(endpoints));
    }

    /**
     * Reads the settings.
     *
     * @throws io.fawkes.runtime.config.ConfigurationException with every mistake
     */
    public static MeshConfig from(Settings settings) {
        var config = new MeshConfig(
                settings,
                Path.of(settings.text(DATA_DIR, ".fawkes")),
                postgres(settings),
                settings.integer(POSTGRES_PORT, DEFAULT_POSTGRES_PORT, 0, HIGHEST_PORT),
                Arrays.stream(Service.values())
                        .collect(toUnmodifiableMap(each -> each, each -> each.wanted(settings))));
        settings.rejectMistakes();
        return config;
    }

    private static Optional<PostgresUrl> postgres(Settings settings) {
        try {
            return settings.secret(POSTGRES_URL).map(text -> PostgresUrl.parse(POSTGRES_URL, text));
        } catch (IllegalArgumentException e) {
            settings.mistake(Objects.requireNonNullElse(e.getMessage(), POSTGRES_URL));
            return Optional.empty();
        }
    }

    /** A mesh with every port chosen by the system, and further {@code settings} for all of its services. */
    public static MeshConfig onFreePorts(Path dataFolder, Map<String, String> settings) {
        var all = new HashMap<>(Map.of(DATA_DIR, dataFolder.toString(), POSTGRES_PORT, "0"));
        for (Service service : Service.values()) {
            all.put(service.servingVariable(), ANY_PORT);
            all.put(service.managementVariable(), ANY_PORT);
        }
        all.putAll(settings);
        return from(Settings.of(all));
    }

    /** This mesh with every port 0 replaced by one that is free now; someone else may take it before it is used. */
    MeshConfig withPortsChosen() {
        var chosen = new EnumMap<>(endpoints);
        chosen.replaceAll((_, wanted) -> Ports.chosen(wanted));
        return new MeshConfig(settings, dataFolder, postgres, postgresPort, chosen);
    }

    /** Where {@code service} is to be. */
    Endpoint wanted(Service service) {
        return Objects.requireNonNull(endpoints.get(service), service::title);
    }

    /** Settings of {@code service} on {@code ground}, beside those that are {@code running}. */
    Settings of(Service service, Ground ground, Map<Service, Endpoint> running) {
        Map<String, String> own = new HashMap<>(Map.of(
                MANAGEMENT,
                wanted(service).management().toString(),
                service.servingVariable(),
                wanted(service).serving().toString()));
        service.peers().forEach(peer -> own.put(peer.addressVariable(), address(peer, running)));
        own.putAll(ground.settingsOf(service));
        return settings.with(own);
    }

    private static String address(Service peer, Map<Service, Endpoint> running) {
        return Objects.requireNonNull(running.get(peer), peer::title).serving().toString();
    }
}
