package io.fawkes.standalone.endtoend;

import java.util.List;

/**
 * One deployment as Jenkins, GitHub and Argo CD tell it, each by its own clock and with its own end; GitHub's story
 * before it brings the service into being.
 *
 * @param service application, and last part of the job and the repository
 * @param sha what is deployed
 */
record ToldThrice(String service, String sha) {

    /** By the catalog, all three are the service. */
    String sourceKeys() {
        return """
                {"sourceKeys":[{"key":"github.com/project-slug","value":"octo/%1$s"},
                 {"key":"argocd/app-name","value":"%1$s"},{"key":"jenkins.io/job-full-name","value":"deploy/%1$s"}]}
                """.formatted(service);
    }

    List<GithubStory.Event> github() {
        return List.of(
                event(1, "f".repeat(40), "2026-03-02T10:00:00Z", "2026-03-02T10:05:00Z"),
                event(2, sha, "2026-03-03T10:01:00Z", "2026-03-03T10:04:00Z"));
    }

    private GithubStory.Event event(int id, String version, String created, String ended) {
        return new GithubStory.Event(
                "deployment_status", """
                {"deployment_status":{"id":%1$d,"state":"success","created_at":"%4$s"},
                 "deployment":{"id":%1$d,"sha":"%2$s","environment":"production","created_at":"%3$s","updated_at":"%4$s"},
                 "repository":{"full_name":"octo/%5$s"}}
                """.formatted(91_000_000 + id, version, created, ended, service));
    }

    /** The two phases that end a build, 2026-03-03T10:20:00Z, having begun 20 minutes earlier. */
    List<String> jenkins() {
        return List.of(build("COMPLETED", 1_772_533_200_000L), build("FINALIZED", 1_772_533_201_000L));
    }

    private String build(String phase, long timestamp) {
        return """
                {"name":"%1$s","url":"job/deploy/job/%1$s/","build":{"full_url":"http://jenkins/job/deploy/job/%1$s/7/",
                 "number":7,"phase":"%2$s","status":"FAILURE","timestamp":%3$d,"duration":1200000,
                 "scm":{"commit":"%4$s"},"parameters":{"FAWKES_ENVIRONMENT":"production"}}}
                """.formatted(service, phase, timestamp, sha);
    }

    /** Healthy at 10:09. */
    String argocd() {
        return """
                {"app":"%s","namespace":"argocd","labels":{"fawkes.io/environment":"production"},
                 "destination":{"namespace":"shop"},"phase":"Succeeded","startedAt":"2026-03-03T10:06:00Z",
                 "finishedAt":"2026-03-03T10:07:00Z","health":"Healthy","healthSince":"2026-03-03T10:09:00Z",
                 "revision":"%s","images":["registry/shop:%s"]}
                """.formatted(service, "c".repeat(40), sha);
    }
}
