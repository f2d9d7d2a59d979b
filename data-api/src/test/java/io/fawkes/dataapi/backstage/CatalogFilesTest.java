package io.fawkes.dataapi.backstage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.catalog.CatalogProblem;
import io.fawkes.dataapi.domain.catalog.CatalogReading;
import io.fawkes.dataapi.domain.catalog.CatalogReading.Described;
import io.fawkes.dataapi.domain.catalog.Entry;
import io.fawkes.dataapi.domain.fact.ServiceDependency;
import io.fawkes.dataapi.domain.fact.ServiceFields;
import io.fawkes.dataapi.domain.fact.SourceKey;
import io.fawkes.runtime.testkit.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

/** Files in Backstage's format as services, and what is said of those that are none. */
class CatalogFilesTest {

    private static final String PAYMENTS = """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata:
              name: Payments_API
              title: Payments
              annotations:
                github.com/project-slug: octo/pay
                argocd/app-name: pay-eu, pay-us
                jenkins.io/job-full-name: shop/pay
                pagerduty.com/service-id: PABC123
                backstage.io/techdocs-ref: dir:.
                fawkes.io/tier: tier-1
                fawkes.io/time-zone: Europe/Berlin
                fawkes.io/path-globs: services/pay/**, libs/pay/**
                fawkes.io/production-environments: live
                fawkes.io/calendar: de
                fawkes.io/causal-window: PT12H
            spec:
              type: service
              lifecycle: production
              owner: group:default/cash
              system: checkout
              dependsOn:
                - component:default/ledger
                - resource:default/pay-db
              providesApis: [pay-api]
              consumesApis:
                - rates-api
            ---
            apiVersion: backstage.io/v1alpha1
            kind: API
            metadata: {name: rates-api}
            spec: {type: openapi, lifecycle: production, owner: rates}
            ---
            kind: Component
            metadata: {name: rates, namespace: treasury}
            spec:
              owner: user:default/jo
              providesApis: [default/rates-api, own-api]
              consumesApis: [own-api]
            ---
            kind: Component
            metadata: {name: fees}
            spec: {type: library, owner: cash, subcomponentOf: payments_api}
            """;

    /** When everything that a test wrote is old. */
    private static final Instant LATER = Instant.parse("2999-01-01T00:00:00Z");

    private final Path directory;

    CatalogFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void aComponentIsAServiceWithAllThatItsAnnotationsSay() throws IOException {
        write("catalog-info.yaml", PAYMENTS);

        Entry pay = named(services(read()), "payments-api");

        assertEquals("Payments", pay.text(ServiceFields.DISPLAY_NAME));
        assertEquals("teams/cash", pay.text(ServiceFields.TEAM));
        assertEquals("tier-1", pay.text(ServiceFields.TIER));
        assertEquals("Europe/Berlin", pay.text(ServiceFields.TIME_ZONE));
        assertEquals("production", pay.text(ServiceFields.LIFECYCLE));
        assertEquals("checkout", pay.text(ServiceFields.SYSTEM));
        assertEquals("calendars/de", pay.text(ServiceFields.CALENDAR));
        assertEquals(Optional.of(Duration.ofHours(12)), pay.get(ServiceFields.CAUSAL_WINDOW));
        assertEquals(List.of("live"), pay.list(ServiceFields.PRODUCTION_ENVIRONMENTS, String.class));
        assertEquals(List.of("services/pay/**", "libs/pay/**"), pay.list(ServiceFields.PATH_GLOBS, String.class));
        assertEquals(
                List.of(
                        new SourceKey(SourceKey.GITHUB, "octo/pay"),
                        new SourceKey(SourceKey.ARGO_CD, "pay-eu"),
                        new SourceKey(SourceKey.ARGO_CD, "pay-us"),
                        new SourceKey(SourceKey.JENKINS, "shop/pay"),
                        new SourceKey(SourceKey.PAGER_DUTY, "PABC123")),
                pay.list(ServiceFields.SOURCE_KEYS, SourceKey.class));
    }

    @Test
    void aServiceNeedsWhatItsEntityDependsOnAndConsumesAndIsMadeOf() throws IOException {
        write("catalog-info.yaml", PAYMENTS);

        Map<String, Entry> services = services(read());

        assertEquals(
                List.of("services/ledger", "services/treasury-rates", "services/fees"),
                needs(named(services, "payments-api")));
        assertEquals(List.of(), needs(named(services, "treasury-rates")), "what it provides itself it does not need");
        assertEquals("", named(services, "treasury-rates").text(ServiceFields.TEAM), "a person is no team");
    }

    private static Entry named(Map<String, Entry> services, String id) {
        return Optional.ofNullable(services.get(id)).orElseThrow();
    }

    private static List<String> needs(Entry service) {
        return service.list(ServiceFields.DEPENDENCIES, ServiceDependency.class).stream()
                .map(ServiceDependency::service)
                .toList();
    }

    @Test
    void aMistakeNamesFileDocumentLineAndKeyAndHidesNothingElse() throws IOException {
        write("a/one.yaml", """
                kind: Component
                metadata:
                  name: good
                ---
                kind: Component
                metadata:
                  name: bad
                  annotations:
                    fawkes.io/teir: tier-1
                """);
        write("a/two.yml", "kind: Component\nmetadata:\n  name: [x]\n");

        CatalogReading reading = read();

        assertEquals(List.of("good"), List.copyOf(services(reading).keySet()));
        CatalogProblem slip = reading.problems().getFirst();
        assertEquals("component:default/bad", slip.entity());
        assertEquals("a/one.yaml, document 2, line 9", slip.place());
        assertTrue(slip.text().startsWith("metadata.annotations.fawkes.io/teir: not known here"), slip.text());
        assertEquals("a/two.yml, document 1, line 3", reading.problems().get(1).place());
    }

    @Test
    void whatIsNoYamlOrNoEntityIsToldByItsPlace() throws IOException {
        write("broken.yaml", "kind: Component\nmetadata: {name: x\n");
        write("list.yaml", "- a\n- b\n");
        write("none.yaml", "name: x\n");

        List<CatalogProblem> problems = read().problems();

        assertEquals(3, problems.size());
        assertTrue(problems.getFirst().place().startsWith("broken.yaml, document 1, line "), problems.toString());
        assertEquals("list.yaml, document 1", problems.get(1).place());
        assertTrue(problems.stream().allMatch(problem -> problem.entity().isEmpty()));
    }

    @Test
    void oneEntityStandsInOnePlace() throws IOException {
        write("one.yaml", "kind: Component\nmetadata: {name: pay}\n");
        write("two.yaml", "kind: Component\nmetadata: {name: Pay}\n");

        CatalogReading reading = read();

        assertEquals(List.of("pay"), List.copyOf(services(reading).keySet()));
        assertEquals(
                "two.yaml, document 1, line 2", reading.problems().getFirst().place());
    }

    @Test
    void aLocationLeadsToFilesBelowTheDirectoryOnly() throws IOException {
        write("all.yaml", "kind: Location\nmetadata: {name: all}\nspec:\n  targets: [./deep/pay.json, ../elsewhere]\n");
        write("deep/pay.json", "{\"kind\": \"Component\", \"metadata\": {\"name\": \"pay\"}}");

        CatalogReading outside = read();
        write("all.yaml", "kind: Location\nmetadata: {name: all}\nspec:\n  targets: [./deep/pay.json]\n");
        CatalogReading inside = read();

        assertEquals(
                "all.yaml, document 1, line 4", outside.problems().getFirst().place());
        assertEquals(List.of("pay"), List.copyOf(services(inside).keySet()));
    }

    @Test
    void filesThatDidNotChangeAreReadOnceUntilForgotten() throws IOException {
        write("one.yaml", "kind: Component\nmetadata: {name: pay}\n");
        var files = filesOf(directory);

        assertTrue(Await.value(files.read().hasElement()));
        assertFalse(Await.value(files.read().hasElement()));
        files.forget();
        assertTrue(Await.value(files.read().hasElement()));
        write("one.yaml", "kind: Component\nmetadata: {name: paid}\n");
        assertTrue(Await.value(files.read().hasElement()));
    }

    @Test
    void aFileThatIsJustBeingWrittenIsReadWhenItIsWhole() throws IOException {
        write("one.yaml", "");
        var now = new AtomicReference<>(
                Files.getLastModifiedTime(directory.resolve("one.yaml")).toInstant());
        var files = new CatalogFiles(directory, now::get);

        StepVerifier.withVirtualTime(files::read)
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(499))
                .then(() -> {
                    assertDoesNotThrow(() -> write("one.yaml", PAYMENTS));
                    now.set(LATER);
                })
                .thenAwait(Duration.ofMillis(1))
                .expectNextMatches(reading -> reading.services().size() == 3)
                .verifyComplete();
    }

    @Test
    void aPathThatIsNotThereIsAFailureAndNoEmptyCatalog() {
        var absent = filesOf(directory.resolve("absent"));

        var failure = assertThrows(Exception.class, () -> Await.value(absent.read()));

        assertTrue(failure.toString().contains("not there"), String.valueOf(failure));
    }

    /** Files that were written long ago. */
    private static CatalogFiles filesOf(Path path) {
        return new CatalogFiles(path, InstantSource.fixed(LATER));
    }

    private CatalogReading read() {
        return Await.value(filesOf(directory).read());
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Map<String, Entry> services(CatalogReading reading) {
        return reading.services().stream()
                .map(Described::service)
                .collect(Collectors.toUnmodifiableMap(Entry::id, Function.identity()));
    }
}
