package io.fawkes.dataapi.jenkins;

/** Bodies as the notification plugin writes them: snake_case, no nulls, status only when there is a result. */
final class JenkinsBodies {

    static final String SHA = "c6d86dc654b12425e706bcf951adfe5a8627a517";

    /** 2026-03-03T10:00:00Z. */
    static final long STARTED = 1_772_532_000_000L;

    static final String DEPLOYS = "{\"FAWKES_ENVIRONMENT\":\"production\"}";

    private JenkinsBodies() {}

    static String queued() {
        return body("QUEUED", STARTED - 5_000, 0, "", DEPLOYS);
    }

    static String started() {
        return body("STARTED", STARTED, 0, "", DEPLOYS);
    }

    static String completed(String status) {
        return body("COMPLETED", STARTED + 90_000, 90_000, status, DEPLOYS);
    }

    static String finalized(String status) {
        return body("FINALIZED", STARTED + 91_250, 90_000, status, DEPLOYS);
    }

    static String body(String phase, long timestamp, long duration, String status, String parameters) {
        String result = status.isEmpty() ? "" : "\"status\":\"" + status + "\",";
        return """
                {"name":"deploy","display_name":"deploy","url":"job/shop/job/deploy/",
                 "build":{"full_url":"https://jenkins.example.com/job/shop/job/deploy/18/","number":18,"queue_id":87,
                  "timestamp":%d,"duration":%d,"phase":"%s",%s"url":"job/shop/job/deploy/18/",
                  "scm":{"url":"https://github.com/octocat/shop.git","branch":"origin/main","commit":"%s","changes":[],"culprits":[]},
                  "parameters":%s,"log":"","notes":"","artifacts":{}}}
                """.formatted(timestamp, duration, phase, result, SHA, parameters);
    }
}
