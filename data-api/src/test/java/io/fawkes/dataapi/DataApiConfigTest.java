package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.Retention;
import io.fawkes.dataapi.domain.backfill.BackfillSource;
import io.fawkes.runtime.config.Address;
import io.fawkes.runtime.config.ConfigurationException;
import io.fawkes.runtime.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DataApiConfigTest {

    private static final String URL = "postgresql://serving:hush@db:5432/data_api";

    @Test
    void onlyTheDatabaseMustBeNamed() {
        DataApiConfig config = read(Map.of());

        assertEquals(new Address("127.0.0.1", 9101), config.listen());
        assertEquals(new Address("127.0.0.1", 8082), config.management());
        assertEquals(Set.of("incident"), config.incidentLabels());
        assertEquals(List.of(), config.secrets("github"));
        assertEquals(List.of(), config.secrets("argocd"));
        assertEquals(List.of(), config.secrets("jenkins"));
        assertTrue(config.jenkinsDeployJobs().isEmpty());
        assertTrue(config.authentication().isLoopback());
        assertEquals(Retention.DEFAULT, config.retention());
    }

    @Test
    void whileASecretIsChangedTheOneBeforeIsReadToo() {
        DataApiConfig config = read(Map.of(
                "FAWKES_WEBHOOK_SECRET_ARGOCD", "new",
                "FAWKES_WEBHOOK_SECRET_ARGOCD_PREVIOUS", "old",
                "FAWKES_WEBHOOK_SECRET_JENKINS", "j",
                "FAWKES_JENKINS_DEPLOY_JOBS", "deploy/.*"));

        assertEquals(List.of("new", "old"), config.secrets("argocd"));
        assertEquals(List.of("j"), config.secrets("jenkins"));
        assertEquals("deploy/.*", config.jenkinsDeployJobs().orElseThrow().pattern());
    }

    @Test
    void aPatternOfJobsThatIsNoneIsRefused() {
        var refused =
                assertThrows(ConfigurationException.class, () -> read(Map.of("FAWKES_JENKINS_DEPLOY_JOBS", "deploy(")));

        assertEquals(
                List.of("FAWKES_JENKINS_DEPLOY_JOBS: deploy( (expected: a regular expression)"), refused.mistakes());
    }

    @Test
    void aLogThatIsKeptForLessThanAMonthIsAMistake() {
        var refused =
                assertThrows(ConfigurationException.class, () -> read(Map.of("FAWKES_FACT_LOG_RETENTION", "P30D")));

        assertEquals(
                List.of("FAWKES_FACT_LOG_RETENTION: P30D (expected: a duration of at least P31D)"), refused.mistakes());
    }

    @Test
    void everyKeyIsRead() {
        DataApiConfig config = read(Map.of(
                "FAWKES_DATA_API_LISTEN", "0.0.0.0:1",
                "FAWKES_MANAGEMENT_LISTEN", "[::1]:2",
                "FAWKES_AUTH_TOKEN_SHA256", "0".repeat(64),
                "FAWKES_WEBHOOK_SECRET_GITHUB", "s",
                "FAWKES_GITHUB_INCIDENT_LABELS", "sev1, sev2",
                "FAWKES_DELIVERY_BODY_RETENTION", "P7D",
                "FAWKES_FACT_LOG_RETENTION", "P400D",
                "FAWKES_POSTGRES_POOL_SIZE", "3"));

        assertEquals(new Address("0.0.0.0", 1), config.listen());
        assertEquals(new Address("::1", 2), config.management());
        assertEquals(List.of("s"), config.secrets("github"));
        assertEquals(Set.of("sev1", "sev2"), config.incidentLabels());
        assertEquals(3, config.postgres().poolSize());
        assertEquals(new Retention(Duration.ofDays(7), Optional.of(Duration.ofDays(400))), config.retention());
        assertFalse(config.authentication().isLoopback());
    }

    @Test
    void everyMistakeIsToldAtOnceAndNoneShowsAPassword() {
        var refused = assertThrows(
                ConfigurationException.class,
                () -> DataApiConfig.from(Settings.of(Map.of(
                        "FAWKES_DATA_API_LISTEN", "nowhere",
                        "FAWKES_POSTGRES_POOL_SIZE", "0",
                        "FAWKES_POSTGRES_URL", "mysql://user:hush@db/x"))));

        assertEquals(3, refused.mistakes().size(), refused.mistakes().toString());
        assertFalse(
                refused.mistakes().toString().contains("hush"),
                refused.mistakes().toString());
    }

    @Test
    void listeningBeyondLoopbackWithoutAccessConfiguredIsRefused() {
        var refused = assertThrows(
                ConfigurationException.class, () -> read(Map.of("FAWKES_DATA_API_LISTEN", "0.0.0.0:9101")));

        assertEquals(
                List.of("FAWKES_DATA_API_LISTEN: 0.0.0.0:9101 (expected: a loopback address, or access configured by"
                        + " FAWKES_AUTH_TOKEN_SHA256 or FAWKES_AUTH_ISSUERS_FILE)"),
                refused.mistakes());
    }

    @Test
    void aSourceIsAskedOnceItsAddressOrTokenIsKnownAndNeverShowsIt() {
        assertEquals(Map.of(), read(Map.of()).peers().access());
        assertEquals(Duration.ofMinutes(1), read(Map.of()).peers().reconcileEvery());

        PeersConfig peers = read(Map.of(
                        "FAWKES_GITHUB_TOKEN", "hush",
                        "FAWKES_ARGOCD_URL", "https://argocd.example.com/",
                        "FAWKES_ARGOCD_TOKEN", "hush",
                        "FAWKES_JENKINS_URL", "http://jenkins:8080/ci",
                        "FAWKES_JENKINS_USER", "octocat",
                        "FAWKES_JENKINS_TOKEN", "hush"))
                .peers();

        assertEquals("https://api.github.com", String.valueOf(peers.access().get(BackfillSource.GITHUB)));
        assertEquals("https://argocd.example.com", String.valueOf(peers.access().get(BackfillSource.ARGOCD)));
        assertEquals("http://jenkins:8080/ci", String.valueOf(peers.access().get(BackfillSource.JENKINS)));
        assertFalse(peers.toString().contains("hush"), peers.toString());
    }

    @Test
    void anAddressOfASourceThatIsNoneAndHalfACredentialAreMistakes() {
        var refused = assertThrows(
                ConfigurationException.class,
                () -> read(Map.of("FAWKES_ARGOCD_URL", "argocd.example.com", "FAWKES_JENKINS_USER", "octocat")));

        assertEquals(2, refused.mistakes().size(), refused.mistakes().toString());
    }

    private static DataApiConfig read(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("FAWKES_POSTGRES_URL", URL);
        return DataApiConfig.from(Settings.of(all));
    }
}
