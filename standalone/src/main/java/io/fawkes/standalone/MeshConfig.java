package io.fawkes.standalone;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.postgres.PostgresUrl;
import java.nio.file.Path;
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
 * @param gateway where the gateway is to be; port 0 for any free one, here and below
 * @param dataApi where data-api is to be
 * @param insights where insights is to be
 */
public record MeshConfig(
        Settings settings,
        Path dataFolder,
        Optional<PostgresUrl> postgres,
        int postgresPort,
        Endpoint gateway,
        Endpoint dataApi,
        Endpoint insights) {

    static final String DATA_DIR = "FAWKES_DATA_DIR";
    static final String POSTGRES_URL = "FAWKES_POSTGRES_URL";
    static final String POSTGRES_PORT = "FAWKES_STANDALONE_POSTGRES_PORT";
    static final String MANAGEMENT = "FAWKES_MANAGEMENT_LISTEN";
    static final String GATEWAY_LISTEN = "FAWKES_LISTEN";
    static final String DATA_API_LISTEN = "FAWKES_DATA_API_LISTEN";
    static final String INSIGHTS_LISTEN = "FAWKES_INSIGHTS_LISTEN";
    static final String GATEWAY_MANAGEMENT = "FAWKES_GATEWAY_MANAGEMENT_LISTEN";
    static final String DATA_API_MANAGEMENT = "FAWKES_DATA_API_MANAGEMENT_LISTEN";
    static final String INSIGHTS_MANAGEMENT = "FAWKES_INSIGHTS_MANAGEMENT_LISTEN";

    private static final String ANY_PORT = "127.0.0.1:0";
    private static final int DEFAULT_POSTGRES_PORT = 54_320;
    private static final int HIGHEST_PORT = 65_535;

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
                endpoint(settings, GATEWAY_LISTEN, "127.0.0.1:8080", GATEWAY_MANAGEMENT, "127.0.0.1:8081"),
                endpoint(settings, DATA_API_LISTEN, "127.0.0.1:9101", DATA_API_MANAGEMENT, "127.0.0.1:8082"),
                endpoint(settings, INSIGHTS_LISTEN, "127.0.0.1:9102", INSIGHTS_MANAGEMENT, "127.0.0.1:8083"));
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

    private static Endpoint endpoint(
            Settings settings, String serving, String usual, String management, String usualManagement) {
        return new Endpoint(settings.address(serving, usual), settings.address(management, usualManagement));
    }

    /** A mesh with every port chosen by the system, and further {@code settings} for all of its services. */
    public static MeshConfig onFreePorts(Path dataFolder, Map<String, String> settings) {
        var all = new HashMap<>(Map.of(
                DATA_DIR, dataFolder.toString(),
                POSTGRES_PORT, "0",
                GATEWAY_LISTEN, ANY_PORT,
                GATEWAY_MANAGEMENT, ANY_PORT,
                DATA_API_LISTEN, ANY_PORT,
                DATA_API_MANAGEMENT, ANY_PORT,
                INSIGHTS_LISTEN, ANY_PORT,
                INSIGHTS_MANAGEMENT, ANY_PORT));
        all.putAll(settings);
        return from(Settings.of(all));
    }

    /** This mesh with every port 0 replaced by one that is free now; someone else may take it before it is used. */
    MeshConfig withPortsChosen() {
        return new MeshConfig(
                settings,
                dataFolder,
                postgres,
                postgresPort,
                Ports.chosen(gateway),
                Ports.chosen(dataApi),
                Ports.chosen(insights));
    }

    /** Settings of data-api on {@code ground}. */
    Settings ofDataApi(Ground ground) {
        Map<String, String> own = new HashMap<>(Map.of(
                POSTGRES_URL,
                ground.dataApi().serving().reveal(),
                "FAWKES_POSTGRES_MIGRATION_URL",
                ground.dataApi().migration().reveal(),
                DATA_API_LISTEN,
                dataApi.serving().toString()));
        ground.webhookSecrets().forEach(secret -> own.put(secret.variable(), secret.value()));
        return service(dataApi, own);
    }

    /** Settings of insights beside the data-api at {@code peer}. */
    Settings ofInsights(Address peer) {
        return service(
                insights,
                Map.of(INSIGHTS_LISTEN, insights.serving().toString(), "FAWKES_DATA_API_ADDRESS", peer.toString()));
    }

    /** Settings of the gateway before {@code dataApiPeer} and {@code insightsPeer}. */
    Settings ofGateway(Address dataApiPeer, Address insightsPeer) {
        return service(
                gateway,
                Map.of(
                        GATEWAY_LISTEN,
                        gateway.serving().toString(),
                        "FAWKES_DATA_API_ADDRESS",
                        dataApiPeer.toString(),
                        "FAWKES_INSIGHTS_ADDRESS",
                        insightsPeer.toString()));
    }

    private Settings service(Endpoint endpoint, Map<String, String> own) {
        return settings.with(Map.of(MANAGEMENT, endpoint.management().toString()))
                .with(own);
    }
}
