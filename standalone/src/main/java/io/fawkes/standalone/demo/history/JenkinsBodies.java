package io.fawkes.standalone.demo.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Jenkins' words about one job, as its notification plugin writes them. */
final class JenkinsBodies {

    private final Profile profile;

    JenkinsBodies(Profile profile) {
        this.profile = profile;
    }

    /** A build that deploys {@code sha}, in the phases that the plugin tells of. */
    List<Post> build(int number, String sha, String status, Instant started, Instant ended) {
        return List.of(
                phase("STARTED", number, sha, "", started, Duration.ZERO),
                phase("COMPLETED", number, sha, status, ended, Duration.between(started, ended)),
                phase("FINALIZED", number, sha, status, ended.plusSeconds(2), Duration.between(started, ended)));
    }

    private Post phase(String phase, int number, String sha, String status, Instant time, Duration duration) {
        String outcome = status.isEmpty() ? "" : "\"status\":\"%s\",".formatted(status);
        String body = """
                {"name":"%1$s","display_name":"%1$s","url":"job/deploy/job/%1$s/",
                 "build":{"full_url":"https://jenkins.example/job/deploy/job/%1$s/%2$d/","number":%2$d,"queue_id":%2$d,
                  "phase":"%3$s",%4$s"timestamp":%5$d,"duration":%6$d,
                  "scm":{"url":"https://github.com/%7$s.git","branch":"origin/main","commit":"%8$s"},
                  "parameters":{"FAWKES_ENVIRONMENT":"production"}}}
                """.formatted(
                        profile.service(),
                        number,
                        phase,
                        outcome,
                        time.toEpochMilli(),
                        duration.toMillis(),
                        profile.slug(),
                        sha);
        return new Post(time, Teller.JENKINS, "", body);
    }
}
