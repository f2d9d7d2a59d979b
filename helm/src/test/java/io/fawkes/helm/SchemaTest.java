package io.fawkes.helm;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong value is refused with a line that names it. */
class SchemaTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            defaults: {replicas: two}                          | replicas
            defaults: {replica: 2}                             | replica
            defaults: {resources: {limits: {memory: 1 GB}}}    | memory
            defaults: {autoscaling: {cpuPercent: 0}}           | cpuPercent
            defaults: {verticalAutoscaling: Maybe}             | verticalAutoscaling
            defaults: {podSecurityContext: {runAsUser: 0}}     | runAsUser
            defaults: {podSecurityContext: {runAsNonRoot: no}} | runAsNonRoot
            defaults: {terminationGracePeriodSeconds: 5}       | terminationGracePeriodSeconds
            defaults: {env: {fawkes_lower: x}}                 | fawkes_lower
            services: {data-ape: {}}                           | data-ape
            services: {insights: {env: {JAVA_HOME: x}}}        | JAVA_HOME
            postgres: {mode: mysql}                            | mode
            postgres: {poolSize: 0}                            | poolSize
            logLevel: loud                                     | logLevel
            externalUrl: fawkes.example.com                    | externalUrl
            prometheus: {url: prometheus:9090}                 | url
            image: {digests: {gateway: latest}}                | gateway
            access: {issuers: [{issuer: https://a.example}]}   | audiences
            access: {issuers: [{issuer: x, audiences: []}]}    | issuer
            ingress: {enabled: true}                           | hosts
            ingress: {hosts: ['https://a.example']}            | hosts
            networkPolicy: {dns: []}                           | dns
            networkPolicy: {receivers: [{too: []}]}            | too
            networkPolicy: {door: [{ipBlock: {cidr: here}}]}   | cidr
            serviceMesh: {injector: consul}                    | injector
            catalog: {shop.json: '{}'}                         | shop.json
            unknown: true                                      | unknown
            """)
    void refusesWithALineThatNamesTheValue(String values, String named) {
        var refusal = assertThrows(IllegalStateException.class, () -> Chart.rendered(values));

        var said = Objects.requireNonNull(refusal.getMessage());
        assertTrue(said.contains("schema"), said);
        assertTrue(said.lines().anyMatch(line -> line.contains(named)), said);
    }
}
