package io.fawkes.standalone;

import io.fawkes.runtime.config.Address;
import java.util.stream.Collectors;

/** What a person sees once the mesh serves: what runs where, and what to try next. */
final class Screen {

    private final Mesh mesh;

    Screen(Mesh mesh) {
        this.mesh = mesh;
    }

    String text() {
        return whatRunsWhere() + whatToTry();
    }

    private String whatRunsWhere() {
        return """

                Fawkes serves.
                  REST and gRPC   http://%s   (management http://%s)
                  data-api        %s          (management http://%s)
                  insights        %s          (management http://%s)
                  PostgreSQL      %s
                  Data            %s
                  Webhook secrets %s
                Management answers /healthz, /ready and /metrics. Ctrl-C stops all of it; the data stays.
                """.formatted(
                        door(),
                        mesh.gateway().management(),
                        mesh.dataApi().serving(),
                        mesh.dataApi().management(),
                        mesh.insights().serving(),
                        mesh.insights().management(),
                        mesh.ground().postgres(),
                        mesh.dataFolder(),
                        secrets());
    }

    private String whatToTry() {
        return """

                Try next, in another terminal and in this folder (README.md explains each line):
                  curl -H 'content-type: application/json' \\
                    -d '{"sourceKeys":[{"key":"github.com/project-slug","value":"Codertocat/Hello-World"}]}' \\
                    'http://%1$s/v1/services?serviceId=hello-world'
                  body=examples/github/1-deployment.json
                  signature=$(openssl dgst -sha256 -hmac "%2$s" < "$body" | sed 's/.*= //')
                  curl -H "X-Hub-Signature-256: sha256=$signature" -H 'X-GitHub-Event: deployment_status' \\
                    -H 'X-GitHub-Delivery: 1' --data-binary "@$body" http://%1$s/webhooks/github
                  window='window.startTime=2019-05-01T00:00:00Z&window.endTime=2019-06-01T00:00:00Z'
                  curl "http://%1$s/v1/services/hello-world/dora?$window"
                  curl "http://%1$s/v1/services/hello-world/dora:explain?metric=METRIC_DEPLOYMENT_FREQUENCY&$window"
                  curl -N "http://%1$s/v1/services/hello-world/dora:watch?$window"
                """.formatted(door(), secret());
    }

    private Address door() {
        return mesh.gateway().serving();
    }

    private String secret() {
        return mesh.ground().webhookSecret("github").inShell();
    }

    private String secrets() {
        return mesh.ground().webhookSecrets().stream()
                .map(secret -> secret.source() + ": " + secret.whereabouts())
                .collect(Collectors.joining("\n" + " ".repeat(18)));
    }
}
