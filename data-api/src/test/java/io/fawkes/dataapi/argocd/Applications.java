package io.fawkes.dataapi.argocd;

/** An Application of Argo CD as its controller keeps it, at the steps of one operation. */
final class Applications {

    static final String SHA = "3f8a1c2b9d4e5f60718293a4b5c6d7e8f9012345";
    static final String OLD_SHA = "aaaa1c2b9d4e5f60718293a4b5c6d7e8f9012345";
    static final String CONFIG = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";
    static final String STARTED = "2026-03-03T10:00:00Z";
    static final String FINISHED = "2026-03-03T10:00:40Z";
    static final String HEALTHY = "2026-03-03T10:02:10Z";
    private static final String SYNC_RESULT = "{\"revision\":\"" + CONFIG + "\"}";

    private Applications() {}

    static String running() {
        return application("Running", "null", SYNC_RESULT, "Healthy", "2026-03-01T00:00:00Z", image(OLD_SHA));
    }

    static String applied() {
        return application(
                "Succeeded",
                '"' + FINISHED + '"',
                SYNC_RESULT,
                "Progressing",
                FINISHED,
                image(OLD_SHA) + "," + image(SHA));
    }

    static String healthy() {
        return healthy(HEALTHY, image(SHA));
    }

    static String healthy(String since, String images) {
        return application("Succeeded", '"' + FINISHED + '"', SYNC_RESULT, "Healthy", since, images);
    }

    static String degraded(String since) {
        return application("Succeeded", '"' + FINISHED + '"', SYNC_RESULT, "Degraded", since, image(SHA));
    }

    static String failed(String phase) {
        return application(phase, '"' + FINISHED + '"', SYNC_RESULT, "Healthy", "2026-03-01T00:00:00Z", image(OLD_SHA));
    }

    static String severalSources() {
        String revisions = "{\"revision\":\"\",\"revisions\":[\"" + CONFIG + "\",\"15.2.0\"]}";
        return application("Failed", '"' + FINISHED + '"', revisions, "Healthy", FINISHED, "");
    }

    static String image(String tag) {
        return "\"registry.example.com:5000/shop/checkout:" + tag + "\"";
    }

    private static String application(
            String phase, String finished, String syncResult, String health, String since, String images) {
        return """
                {"apiVersion":"argoproj.io/v1alpha1","kind":"Application",
                 "metadata":{"name":"checkout","namespace":"argocd","labels":{"team":"pay","fawkes.io/environment":"production"}},
                 "spec":{"project":"default","destination":{"server":"https://kubernetes.default.svc","namespace":"shop"}},
                 "status":{
                   "health":{"status":"%s","lastTransitionTime":"%s"},
                   "history":[{"id":4,"deployStartedAt":"%s","deployedAt":"%s","revision":"%s"}],
                   "operationState":{
                     "operation":{"initiatedBy":{"username":"octocat"},"sync":{"revision":"%5$s"}},
                     "phase":"%s","startedAt":"%3$s","finishedAt":%s,"syncResult":%s},
                   "summary":{"images":[%s]}}}
                """.formatted(health, since, STARTED, FINISHED, CONFIG, phase, finished, syncResult, images);
    }
}
