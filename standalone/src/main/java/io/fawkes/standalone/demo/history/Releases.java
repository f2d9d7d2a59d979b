package io.fawkes.standalone.demo.history;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Deployments of one service to production, told by each of its tellers with that teller's own clock. */
final class Releases {

    /** Argo CD begins when the pipeline has written the configuration, and GitHub hears of the end last. */
    private static final Duration HANDOVER = Duration.ofSeconds(40);

    private final Profile profile;
    private final Chance chance;
    private final Numbers numbers;
    private final Consumer<Post> told;
    private final GithubBodies github;
    private final ArgoCdBodies argocd;
    private final JenkinsBodies jenkins;
    private String live = "";

    Releases(Profile profile, Chance chance, Numbers numbers, Consumer<Post> told) {
        this.profile = profile;
        this.chance = chance;
        this.numbers = numbers;
        this.told = told;
        this.github = new GithubBodies(profile.slug());
        this.argocd = new ArgoCdBodies(profile.service());
        this.jenkins = new JenkinsBodies(profile);
    }

    /** The version that serves. */
    String live() {
        return live;
    }

    /** {@code sha} is rolled out from {@code start} on and serves at the returned time. */
    Instant succeed(String sha, Instant start) {
        Instant end = start.plus(length());
        profile.tellers().forEach(teller -> success(teller, sha, start, end));
        live = sha;
        return end;
    }

    private void success(Teller teller, String sha, Instant start, Instant end) {
        switch (teller) {
            case GITHUB -> github(sha, "success", start, end.plus(HANDOVER));
            case JENKINS ->
                jenkins.build(numbers.next(), sha, "SUCCESS", start, end.plus(HANDOVER))
                        .forEach(told);
            case ARGOCD -> {
                String configuration = chance.sha();
                told.accept(argocd.running(configuration, start.plus(HANDOVER)));
                told.accept(argocd.healthy(sha, configuration, start.plus(HANDOVER), end));
            }
            case ALERTMANAGER -> {
                // It tells of no deployment.
            }
        }
    }

    /** {@code sha} is tried from {@code start} on and given up at the returned time; nobody is served by it. */
    Instant fail(String sha, Instant start) {
        Instant end = start.plus(length());
        // A pipeline that fails never comes to the next tool, so the first teller alone tells of it.
        switch (profile.tellers().getFirst()) {
            case GITHUB -> github(sha, "failure", start, end);
            case JENKINS ->
                jenkins.build(numbers.next(), sha, "FAILURE", start, end).forEach(told);
            case ARGOCD -> told.accept(argocd.failed(live, chance.sha(), start, end));
            case ALERTMANAGER -> {
                // It tells of no deployment.
            }
        }
        return end;
    }

    private void github(String sha, String state, Instant start, Instant end) {
        long id = numbers.id(numbers.next());
        told.accept(github.deployment(id, sha, start));
        told.accept(github.status(id, sha, start, "in_progress", start.plusSeconds(5)));
        told.accept(github.status(id, sha, start, state, end));
    }

    private Duration length() {
        double factor = 0.7 + 0.6 * chance.share();
        return Duration.ofSeconds(Math.round(profile.rollout().toSeconds() * factor));
    }
}
