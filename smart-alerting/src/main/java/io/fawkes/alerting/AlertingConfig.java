package io.fawkes.alerting;

import io.fawkes.alerting.alertmanager.AlertmanagerConfig;
import io.fawkes.alerting.alertmanager.AlertmanagerFile;
import io.fawkes.alerting.alertmanager.InvalidFile;
import io.fawkes.alerting.domain.group.IncidentRule;
import io.fawkes.alerting.grpc.AlertSource;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.postgres.PostgresConfig;
import io.fawkes.runtime.rpc.Authentication;
import io.fawkes.runtime.webhook.SharedSecrets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * smart-alerting's settings.
 *
 * @param listen where gRPC is served
 * @param management where health, readiness and metrics are served
 * @param postgres its database
 * @param authentication who callers are
 * @param dataApi where data-api is found
 * @param dataApiToken bearer token shown to data-api; empty where the mesh is loopback
 * @param anomalyDetection where anomaly-detection is found; absent if its anomalies are not followed
 * @param alertmanager routes and receivers
 * @param alertmanagerFile the file that they were read from; absent if they are built in
 * @param webhookSecrets secrets that webhooks of each source may show, newest first; none means they are refused
 * @param webhookExpiry how long a firing alert of a webhook is believed after it was received last
 * @param incidents which groups are incidents
 * @param externalUrl where this installation is reached, without a slash at the end
 */
public record AlertingConfig(
        Address listen,
        Address management,
        PostgresConfig postgres,
        Authentication authentication,
        Address dataApi,
        Optional<String> dataApiToken,
        Optional<Address> anomalyDetection,
        AlertmanagerConfig alertmanager,
        Optional<Path> alertmanagerFile,
        Map<String, List<String>> webhookSecrets,
        Duration webhookExpiry,
        IncidentRule incidents,
        String externalUrl) {

    private static final String LISTEN = "FAWKES_SMART_ALERTING_LISTEN";
    private static final String FILE = "FAWKES_ALERTMANAGER_CONFIG";
    private static final String ANOMALIES = "FAWKES_ANOMALY_DETECTION_ADDRESS";
    private static final String DEFAULT_LISTEN = "127.0.0.1:9104";
    private static final String DEFAULT_MANAGEMENT = "127.0.0.1:8085";
    private static final String DEFAULT_DATA_API = "127.0.0.1:9101";
    private static final String DEFAULT_EXTERNAL_URL = "http://127.0.0.1:8080";
    private static final List<String> DEFAULT_SEVERITIES = List.of("critical", "page");
    /** Twice the interval after which an Alertmanager names an unchanged firing alert again. */
    private static final Duration DEFAULT_EXPIRY = Duration.ofHours(8);

    public AlertingConfig {
        webhookSecrets = Map.copyOf(webhookSecrets);
    }

    /**
     * Reads the settings and the file that they name.
     *
     * @throws io.fawkes.runtime.config.ConfigurationException with every mistake
     */
    public static AlertingConfig from(Settings settings) {
        Address listen = settings.address(LISTEN, DEFAULT_LISTEN);
        Address management = settings.address("FAWKES_MANAGEMENT_LISTEN", DEFAULT_MANAGEMENT);
        var postgres = PostgresConfig.from(settings, AlertingServer.NAME);
        var authentication = Authentication.from(settings, LISTEN, listen);
        Address dataApi = settings.address("FAWKES_DATA_API_ADDRESS", DEFAULT_DATA_API);
        var token = settings.secret("FAWKES_PEER_TOKEN");
        var anomalyDetection = settings.text(ANOMALIES).map(address -> settings.address(ANOMALIES, address));
        AlertmanagerConfig alertmanager = alertmanager(settings);
        var secrets = AlertSource.ALL.stream()
                .collect(Collectors.toUnmodifiableMap(
                        source -> source, source -> SharedSecrets.configured(settings, source)));
        Duration expiry = settings.duration("FAWKES_ALERT_WEBHOOK_EXPIRY", DEFAULT_EXPIRY);
        String externalUrl =
                settings.text("FAWKES_EXTERNAL_URL", DEFAULT_EXTERNAL_URL).replaceAll("/+$", "");
        IncidentRule incidents = incidents(settings, externalUrl);
        settings.rejectMistakes();
        return new AlertingConfig(
                listen,
                management,
                postgres.orElseThrow(),
                authentication,
                dataApi,
                token,
                anomalyDetection,
                alertmanager,
                settings.text(FILE).map(Path::of),
                secrets,
                expiry,
                incidents,
                externalUrl);
    }

    private static IncidentRule incidents(Settings settings, String externalUrl) {
        return new IncidentRule(
                settings.text("FAWKES_ALERT_SERVICE_LABEL", "service"),
                Set.copyOf(settings.list("FAWKES_INCIDENT_SEVERITIES", DEFAULT_SEVERITIES)),
                externalUrl);
    }

    private static AlertmanagerConfig alertmanager(Settings settings) {
        return settings.text(FILE).map(file -> read(settings, file)).orElseGet(AlertmanagerConfig::builtIn);
    }

    private static AlertmanagerConfig read(Settings settings, String file) {
        try {
            return AlertmanagerFile.read(Path.of(file));
        } catch (InvalidFile e) {
            settings.mistake(FILE + ": " + file + ": " + e.problem());
            return AlertmanagerConfig.builtIn();
        }
    }
}
