package io.fawkes.dataapi;

import io.fawkes.dataapi.domain.backfill.BackfillSource;
import io.fawkes.dataapi.rest.RestAccess;
import io.fawkes.runtime.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The REST interfaces that data-api asks.
 *
 * @param access where each source is and what is shown to it; a source that is not here is never asked
 * @param reconcileEvery how often Argo CD's history is looked at
 */
record PeersConfig(Map<BackfillSource, RestAccess> access, Duration reconcileEvery) {

    private static final URI GITHUB = URI.create("https://api.github.com");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    PeersConfig {
        access = Map.copyOf(access);
    }

    static PeersConfig from(Settings settings) {
        Map<BackfillSource, RestAccess> access = new EnumMap<>(BackfillSource.class);
        github(settings).ifPresent(found -> access.put(BackfillSource.GITHUB, found));
        argocd(settings).ifPresent(found -> access.put(BackfillSource.ARGOCD, found));
        jenkins(settings).ifPresent(found -> access.put(BackfillSource.JENKINS, found));
        return new PeersConfig(access, settings.duration("FAWKES_ARGOCD_RECONCILE_EVERY", MINUTE));
    }

    private static Optional<RestAccess> github(Settings settings) {
        URI address = address(settings, "FAWKES_GITHUB_URL").orElse(GITHUB);
        return settings.secret("FAWKES_GITHUB_TOKEN")
                .map(token -> new RestAccess(address, Optional.of(RestAccess.bearer(token))));
    }

    private static Optional<RestAccess> argocd(Settings settings) {
        Optional<String> token = settings.secret("FAWKES_ARGOCD_TOKEN");
        return address(settings, "FAWKES_ARGOCD_URL")
                .map(address -> new RestAccess(address, token.map(RestAccess::bearer)));
    }

    private static Optional<RestAccess> jenkins(Settings settings) {
        Optional<String> user = settings.text("FAWKES_JENKINS_USER");
        Optional<String> token = settings.secret("FAWKES_JENKINS_TOKEN");
        if (user.isPresent() != token.isPresent()) {
            settings.mistake(
                    "FAWKES_JENKINS_USER: set without FAWKES_JENKINS_TOKEN, or the other way round (expected: both)");
        }
        return address(settings, "FAWKES_JENKINS_URL")
                .map(address -> new RestAccess(
                        address, user.flatMap(name -> token.map(secret -> RestAccess.basic(name, secret)))));
    }

    private static Optional<URI> address(Settings settings, String variable) {
        return settings.read(
                variable, RestAccess::address, "an http or https address without user, query and fragment");
    }
}
