package io.fawkes.standalone.demo.history;

import java.time.Instant;

/** Argo CD's words about one application, as our notification template writes them. */
final class ArgoCdBodies {

    private static final String UNKNOWN = "null";

    private final String application;

    ArgoCdBodies(String application) {
        this.application = application;
    }

    /** A sync operation runs. */
    Post running(String configuration, Instant started) {
        return post(started, started, "Running", UNKNOWN, "Progressing", UNKNOWN, configuration, "none");
    }

    /** Everything was applied and serves. */
    Post healthy(String sha, String configuration, Instant started, Instant healthy) {
        return post(
                healthy,
                started,
                "Succeeded",
                quoted(healthy.minusSeconds(30)),
                "Healthy",
                quoted(healthy),
                configuration,
                sha);
    }

    /** The operation failed; what ran before still runs. */
    Post failed(String live, String configuration, Instant started, Instant finished) {
        return post(finished, started, "Failed", quoted(finished), "Healthy", UNKNOWN, configuration, live);
    }

    private Post post(
            Instant time,
            Instant started,
            String phase,
            String finished,
            String health,
            String since,
            String configuration,
            String sha) {
        String body = """
                {"app":"%1$s","namespace":"argocd","labels":{"fawkes.io/environment":"production"},
                 "destination":{"server":"https://kubernetes.default.svc","namespace":"%1$s"},
                 "phase":"%2$s","startedAt":"%3$s","finishedAt":%4$s,"initiatedBy":{"automated":true},
                 "revision":"%5$s","revisions":null,"health":"%6$s","healthSince":%7$s,
                 "images":["registry.example/%1$s:%8$s"],"historyId":1,"argocdUrl":"https://argocd.example"}
                """.formatted(application, phase, started, finished, configuration, health, since, sha);
        return new Post(time, Teller.ARGOCD, "", body);
    }

    private static String quoted(Instant time) {
        return "\"" + time + "\"";
    }
}
