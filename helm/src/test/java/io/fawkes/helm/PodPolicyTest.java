package io.fawkes.helm;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Pod Security's {@code restricted}, OpenShift's restricted-v2 and our own rules ask of every Pod. */
class PodPolicyTest {

    static Stream<Rendered> renderings() {
        return Stream.concat(
                Chart.ENVIRONMENTS.stream().map(Chart::of),
                Stream.of(Chart.rendered(Chart.EVERYTHING), Chart.rendered("""
                        defaults: {podSecurityContext: {runAsNonRoot: true, runAsUser: 1234, fsGroup: 1234}}
                        """)));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void everyPodIsRestricted(Rendered rendered) {
        assertAll(rendered.pods().values().stream().map(pod -> () -> isRestricted(pod.getSpec())));
    }

    private static void isRestricted(PodSpec pod) {
        assertTrue(pod.getSecurityContext().getRunAsNonRoot());
        assertEquals(
                "RuntimeDefault", pod.getSecurityContext().getSeccompProfile().getType());
        assertEquals(false, pod.getAutomountServiceAccountToken());
        assertNull(pod.getHostNetwork());
        assertNull(pod.getHostPID());
        assertNull(pod.getHostIPC());
        assertEquals(
                List.of(),
                pod.getVolumes().stream()
                        .filter(volume -> Stream.of(volume.getEmptyDir(), volume.getConfigMap(), volume.getSecret())
                                .allMatch(Objects::isNull))
                        .toList());
        pod.getContainers().forEach(PodPolicyTest::isRestricted);
    }

    private static void isRestricted(Container container) {
        var context = container.getSecurityContext();
        assertEquals(false, context.getAllowPrivilegeEscalation());
        assertEquals(false, context.getPrivileged());
        assertEquals(true, context.getReadOnlyRootFilesystem());
        assertEquals(List.of("ALL"), context.getCapabilities().getDrop());
        assertEquals(List.of(), context.getCapabilities().getAdd());
        assertNull(context.getRunAsUser(), "OpenShift gives each namespace a user of its own");
        assertTrue(container.getPorts().stream().allMatch(port -> port.getHostPort() == null));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void onlyTmpCanBeWrittenTo(Rendered rendered) {
        assertAll(rendered.pods().values().stream()
                .flatMap(pod -> pod.getSpec().getContainers().stream())
                .map(container -> () -> assertEquals(
                        List.of("/tmp"),
                        container.getVolumeMounts().stream()
                                .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                                .map(VolumeMount::getMountPath)
                                .toList())));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void everyContainerIsLimitedAndWatched(Rendered rendered) {
        assertAll(ChartTest.SERVICES.stream().map(service -> () -> isWatched(rendered.container(service))));
    }

    private static void isWatched(Container container) {
        assertNotNull(container.getResources().getLimits().get("memory"));
        assertNotNull(container.getResources().getRequests().get("cpu"));
        assertEquals("/healthz of management", asked(container.getStartupProbe()));
        assertEquals("/healthz of management", asked(container.getLivenessProbe()));
        assertEquals("/ready of management", asked(container.getReadinessProbe()));
        assertTrue(container.getPorts().stream().anyMatch(port -> port.getName().equals("management")));
    }

    private static String asked(Probe probe) {
        return probe.getHttpGet().getPath() + " of "
                + probe.getHttpGet().getPort().getStrVal();
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void noSecretStandsInAManifest(Rendered rendered) {
        assertEquals(List.of(0L), rendered.count("Secret"));
        assertAll(ChartTest.SERVICES.stream()
                .flatMap(service -> rendered.container(service).getEnv().stream())
                .filter(variable -> variable.getName().matches(".*(TOKEN|SECRET|PASSWORD)(_.*)?"))
                .map(variable -> () -> assertNull(variable.getValue(), variable.getName())));
    }

    @Test
    void everyServiceHasAnAccountOfItsOwnWithoutToken() {
        var rendered = Chart.rendered();
        var accounts = rendered.byService(ServiceAccount.class);

        rendered.pods().forEach((service, pod) -> {
            var account = Objects.requireNonNull(accounts.get(service), service);
            assertEquals(account.getMetadata().getName(), pod.getSpec().getServiceAccountName());
            assertEquals(false, account.getAutomountServiceAccountToken());
        });
    }

    @Test
    void aPodHasTheTimeItNeedsToDrain() {
        Chart.rendered().pods().forEach((service, pod) -> {
            long hook = pod.getSpec()
                    .getContainers()
                    .getFirst()
                    .getLifecycle()
                    .getPreStop()
                    .getSleep()
                    .getSeconds();
            assertTrue(pod.getSpec().getTerminationGracePeriodSeconds() - hook >= 45, service);
        });
    }
}
