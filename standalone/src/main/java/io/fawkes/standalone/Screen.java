package io.fawkes.standalone;

import io.fawkes.runtime.config.Address;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                %s
                  PostgreSQL         %s
                  Data               %s
                  Webhook secrets    %s
                Management answers /healthz, /ready and /metrics. Ctrl-C stops all of it; the data stays.
                """.formatted(services(), mesh.ground().postgres(), mesh.dataFolder(), secrets());
    }

    private String services() {
        var door = line("REST and gRPC", "http://" + door(), mesh.gateway());
        var behind = Arrays.stream(Service.values())
                .filter(service -> service != Service.GATEWAY)
                .map(service ->
                        line(service.title(), mesh.endpoint(service).serving().toString(), mesh.endpoint(service)));
        return Stream.concat(Stream.of(door), behind).collect(Collectors.joining("\n"));
    }

    private static String line(String title, String serving, Endpoint endpoint) {
        return "  %-18s %-22s (management http://%s)".formatted(title, serving, endpoint.management());
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
                .collect(Collectors.joining("\n" + " ".repeat(21)));
    }
}
