package io.fawkes.dataapi;

import io.fawkes.dataapi.domain.Retention;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.postgres.PostgresConfig;
import io.fawkes.runtime.rpc.Authentication;
import io.fawkes.runtime.rpc.CallLimits;
import io.fawkes.runtime.webhook.SharedSecrets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * data-api's settings.
 *
 * @param listen where gRPC is served
 * @param management where health, readiness and metrics are served
 * @param postgres its database
 * @param authentication who callers are
 * @param limits limits of its calls
 * @param webhookSecrets secrets of each source of webhooks, newest first; a source without any is refused
 * @param incidentLabels labels that make a GitHub issue an incident
 * @param jenkinsDeployJobs full names of Jenkins jobs whose builds are deployments even if no parameter says so
 * @param retention how long is kept what is not kept for ever
 * @param peers REST interfaces that are asked
 * @param catalogs which catalogs are followed
 */
public record DataApiConfig(
        Address listen,
        Address management,
        PostgresConfig postgres,
        Authentication authentication,
        CallLimits limits,
        Map<String, List<String>> webhookSecrets,
        Set<String> incidentLabels,
        Optional<Pattern> jenkinsDeployJobs,
        Retention retention,
        PeersConfig peers,
        CatalogConfig catalogs) {

    private static final String LISTEN = "FAWKES_DATA_API_LISTEN";
    private static final String DEFAULT_LISTEN = "127.0.0.1:9101";
    private static final String DEFAULT_MANAGEMENT = "127.0.0.1:8082";
    private static final List<String> DEFAULT_INCIDENT_LABELS = List.of("incident");

    public DataApiConfig {
        webhookSecrets = Map.copyOf(webhookSecrets);
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
        var secrets = Sources.NAMES.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), source -> SharedSecrets.configured(settings, source)));
        var labels = Set.copyOf(settings.list("FAWKES_GITHUB_INCIDENT_LABELS", DEFAULT_INCIDENT_LABELS));
        var deployJobs = settings.read("FAWKES_JENKINS_DEPLOY_JOBS", Pattern::compile, "a regular expression");
        var retention = retention(settings);
        var peers = PeersConfig.from(settings);
        var catalogs = CatalogConfig.from(settings);
        settings.rejectMistakes();
        return new DataApiConfig(
                listen,
                management,
                postgres.orElseThrow(),
                authentication,
                CallLimits.DEFAULT,
                secrets,
                labels,
                deployJobs,
                retention,
                peers,
                catalogs);
    }

    private static Retention retention(Settings settings) {
        return new Retention(
                settings.duration("FAWKES_DELIVERY_BODY_RETENTION", Retention.DEFAULT.bodies()),
                settings.read("FAWKES_FACT_LOG_RETENTION", DataApiConfig::logRetention, "a duration of at least P31D"));
    }

    private static Duration logRetention(String text) {
        Duration kept = Duration.parse(text);
        if (kept.compareTo(Retention.SHORTEST_LOG) < 0) {
            throw new IllegalArgumentException(text);
        }
        return kept;
    }

    /** Secrets of a source's webhooks that are valid now, the newest first; with none they are refused. */
    List<String> secrets(String source) {
        return webhookSecrets.getOrDefault(source, List.of());
    }
}
