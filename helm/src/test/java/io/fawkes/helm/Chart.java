package io.fawkes.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The chart, as Helm sees it. */
final class Chart {

    /** Where it is; tests run in their module's folder. */
    static final Path FOLDER = Path.of("fawkes").toAbsolutePath();

    /** What Chart.yaml asks for at least. */
    private static final String OLDEST_KUBERNETES = "1.30.0";

    /** The environments that have a file of values. */
    static final List<String> ENVIRONMENTS = List.of("development", "staging", "production");

    /** Everything that can be switched on at once, so that every template is rendered. */
    static final String EVERYTHING = """
            access: {issuers: [{issuer: "https://dex.example.com", audiences: [fawkes], roles: {sre: [admin]}}]}
            telemetry: {otlpEndpoint: "http://collector.monitoring:4317", environment: test}
            prometheus: {url: "http://prometheus.monitoring:9090"}
            alerting: {config: "route: {receiver: nobody}\\nreceivers: [{name: nobody}]\\n"}
            anomalyRules: "rules: []\\n"
            catalog: {shop.yaml: "apiVersion: backstage.io/v1alpha1\\nkind: Component\\nmetadata: {name: shop}\\nspec: {owner: team-a}\\n"}
            externalSecret: {enabled: true}
            image: {registry: "registry.example.com:5000", pullSecrets: [{name: registry}]}
            ingress: {enabled: true, hosts: [fawkes.example.com], issuerName: letsencrypt, annotations: {a: b}}
            route: {enabled: true, host: fawkes.apps.example.com}
            serviceMonitor: {enabled: true, labels: {release: prometheus}}
            prometheusRules: {enabled: true, labels: {release: prometheus}}
            dashboards: {enabled: true}
            defaults:
              autoscaling: {enabled: true, memoryPercent: 80}
              verticalAutoscaling: Initial
              javaOptions: -XX:MaxRAMPercentage=50
              priorityClassName: important
              nodeSelector: {disk: ssd}
              tolerations: [{key: spot, operator: Exists}]
              affinity: {nodeAffinity: {}}
              podLabels: {team: platform}
              podAnnotations: {note: ours}
            networkPolicy:
              receivers: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}], ports: [{protocol: TCP, port: 443}]}]
              sources: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}], ports: [{protocol: TCP, port: 443}]}]
              issuers: [{to: [{ipBlock: {cidr: 192.0.2.0/24}}], ports: [{protocol: TCP, port: 443}]}]
            """;

    /** What was made before of the same values: most tests look at the same few. */
    private static final Map<String, Rendered> MADE = new ConcurrentHashMap<>();

    private Chart() {}

    /** What {@code helm lint --strict} says. */
    static LintResult lint() {
        return new Helm(FOLDER).lint().strict().call();
    }

    /** Everything it makes of its own values. */
    static Rendered rendered() {
        return rendered("{}");
    }

    /** Everything it makes with these values, YAML, over its own. */
    static Rendered rendered(String values) {
        return MADE.computeIfAbsent(values, Chart::made);
    }

    /** Everything it makes with the values of {@code environment}. */
    static Rendered of(String environment) {
        return rendered(text(FOLDER.resolve("values-%s.yaml".formatted(environment))));
    }

    /** What stands in {@code file}. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rendered made(String values) {
        var command = new Helm(FOLDER)
                .template()
                .withName("fawkes")
                .withNamespace("fawkes-apps")
                .withKubeVersion(OLDEST_KUBERNETES)
                .withValuesFile(written(values));
        return Rendered.of(command.call());
    }

    private static Path written(String values) {
        try {
            var file = Files.createTempFile(Path.of("target"), "values", ".yaml");
            return Files.writeString(file, values).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
