package io.fawkes.anomaly;

import io.fawkes.anomaly.domain.rule.Rule;
import io.fawkes.anomaly.domain.watch.WatchPolicy;
import io.fawkes.anomaly.prometheus.PrometheusConfig;
import io.fawkes.anomaly.recording.Recording;
import io.fawkes.anomaly.rules.RuleFile;
import io.fawkes.anomaly.rules.RuleFileException;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.Settings;
import io.fawkes.runtime.postgres.PostgresConfig;
import io.fawkes.runtime.rpc.Authentication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * anomaly-detection's settings, with the files they name.
 *
 * @param listen where gRPC is served
 * @param management where health, readiness and metrics are served
 * @param postgres its database
 * @param authentication who callers are
 * @param dataApi where data-api answers, which knows API tokens
 * @param dataApiToken what is shown to it; empty where the mesh is loopback
 * @param rules what is watched
 * @param prometheus the server to ask; empty if there is none
 * @param recording the file to read instead; empty if there is none
 * @param policy how rules are watched
 */
public record AnomalyConfig(
        Address listen,
        Address management,
        PostgresConfig postgres,
        Authentication authentication,
        Address dataApi,
        Optional<String> dataApiToken,
        List<Rule> rules,
        Optional<PrometheusConfig> prometheus,
        Optional<Recording> recording,
        WatchPolicy policy) {

    private static final String LISTEN = "FAWKES_ANOMALY_DETECTION_LISTEN";
    private static final String MANAGEMENT = "FAWKES_MANAGEMENT_LISTEN";
    private static final String RULES = "FAWKES_ANOMALY_RULES";
    private static final String RECORDING = "FAWKES_ANOMALY_RECORDING";
    private static final String LOOK_BACK = "FAWKES_ANOMALY_LOOK_BACK";
    private static final String DEFAULT_LISTEN = "127.0.0.1:9103";
    private static final String DEFAULT_MANAGEMENT = "127.0.0.1:8084";

    public AnomalyConfig {
        rules = List.copyOf(rules);
    }

    /**
     * Reads the settings and the files they name.
     *
     * @throws io.fawkes.runtime.config.ConfigurationException with every mistake
     */
    public static AnomalyConfig from(Settings settings) {
        Address listen = settings.address(LISTEN, DEFAULT_LISTEN);
        Address management = settings.address(MANAGEMENT, DEFAULT_MANAGEMENT);
        var postgres = PostgresConfig.from(settings, AnomalyServer.NAME);
        var authentication = Authentication.from(settings, LISTEN, listen);
        Address dataApi = settings.address("FAWKES_DATA_API_ADDRESS", "127.0.0.1:9101");
        Optional<String> dataApiToken = settings.secret("FAWKES_PEER_TOKEN");
        List<Rule> rules =
                settings.text(RULES).map(file -> rules(settings, file)).orElseGet(RuleFile::shipped);
        var prometheus = PrometheusConfig.from(settings);
        var recording = settings.text(RECORDING).flatMap(file -> recording(settings, file));
        var lookBack = settings.duration(LOOK_BACK, WatchPolicy.DEFAULT.lookBack());
        if (prometheus.isPresent() && recording.isPresent()) {
            settings.mistake(RECORDING + ": given with FAWKES_PROMETHEUS_URL (expected: one of the two)");
        }
        settings.rejectMistakes();
        return new AnomalyConfig(
                listen,
                management,
                postgres.orElseThrow(),
                authentication,
                dataApi,
                dataApiToken,
                rules,
                prometheus,
                recording,
                WatchPolicy.DEFAULT.withLookBack(lookBack));
    }

    private static List<Rule> rules(Settings settings, String file) {
        try {
            return RuleFile.read(file, Files.readString(Path.of(file)));
        } catch (RuleFileException e) {
            e.mistakes().forEach(mistake -> settings.mistake(RULES + ": " + mistake));
        } catch (IOException | InvalidPathException e) {
            settings.mistake(RULES + ": " + file + " (expected: a file that can be read)");
        }
        return List.of();
    }

    private static Optional<Recording> recording(Settings settings, String file) {
        try {
            return Optional.of(Recording.read(Path.of(file)));
        } catch (IOException | InvalidPathException e) {
            settings.mistake(RECORDING + ": " + file + " (expected: a file that can be read)");
        } catch (IllegalArgumentException e) {
            settings.mistake(RECORDING + ": " + e.getMessage());
        }
        return Optional.empty();
    }
}
