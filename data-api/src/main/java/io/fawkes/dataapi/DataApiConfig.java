package io.fawkes.dataapi;

import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.postgres.PostgresConfig;
import io.fawkes.runtime.rpc.Authentication;
import io.fawkes.runtime.rpc.CallLimits;
import java.util.List;
import java.util.Set;

/**
 * data-api's settings.
 *
 * @param listen where gRPC is served
 * @param management where health, readiness and metrics are served
 * @param postgres its database
 * @param authentication who callers are
 * @param limits limits of its calls
 * @param githubSecrets secrets that sign GitHub's webhooks, newest first; none means they are refused
 * @param incidentLabels labels that make a GitHub issue an incident
 */
public record DataApiConfig(
        Address listen,
        Address management,
        PostgresConfig postgres,
        Authentication authentication,
        CallLimits limits,
        List<String> githubSecrets,
        Set<String> incidentLabels) {

    private static final String LISTEN = "FAWKES_DATA_API_LISTEN";
    private static final String DEFAULT_LISTEN = "127.0.0.1:9101";
    private static final String DEFAULT_MANAGEMENT = "127.0.0.1:8082";
    private static final List<String> DEFAULT_INCIDENT_LABELS = List.of("incident");

    public DataApiConfig {
        githubSecrets = List.copyOf(githubSecrets);
        incidentLabels = Set.copyOf(incidentLabels);
    }

    /**
     * Reads the settings.
     *
     * @throws io.fawkes.runtime.config.ConfigurationException with every mistake
     */
    public static DataApiConfig from(Settings settings) {
        Address listen = settings.address(LISTEN, DEFAULT_LISTEN);
        var postgres = PostgresConfig.from(settings, "data-api");
        var authentication = Authentication.from(settings, LISTEN, listen);
        Address management = settings.address("FAWKES_MANAGEMENT_LISTEN", DEFAULT_MANAGEMENT);
        var secrets = settings.secret("FAWKES_WEBHOOK_SECRET_GITHUB").stream().toList();
        var labels = Set.copyOf(settings.list("FAWKES_GITHUB_INCIDENT_LABELS", DEFAULT_INCIDENT_LABELS));
        settings.rejectMistakes();
        return new DataApiConfig(
                listen, management, postgres.orElseThrow(), authentication, CallLimits.DEFAULT, secrets, labels);
    }
}
