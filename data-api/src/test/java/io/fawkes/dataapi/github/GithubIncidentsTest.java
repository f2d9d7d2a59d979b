package io.fawkes.dataapi.github;

import static io.fawkes.dataapi.github.GithubReading.NOW;
import static io.fawkes.dataapi.github.GithubReading.github;
import static io.fawkes.dataapi.github.GithubReading.only;
import static io.fawkes.dataapi.github.GithubReading.read;
import static io.fawkes.dataapi.github.GithubReading.understood;
import static io.fawkes.dataapi.github.GithubReading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GitHub tells: issues that are incidents. */
class GithubIncidentsTest {

    @Test
    void anIssueWithAnIncidentLabelIsAnIncident() {
        Revision said = only(read("issues", "issues-labeled"));

        assertEquals("issues/444500041", said.key().sourceId());
        assertEquals(false, value(said, IncidentFields.WITHDRAWN));
        assertEquals(Instant.parse("2019-05-15T15:20:18Z"), value(said, IncidentFields.START_TIME));
        assertEquals(Optional.empty(), said.fields().get(IncidentFields.RESOLVE_TIME.path()));
    }

    @Test
    void takingTheLabelOffTakesTheIncidentBack() {
        String body = """
                {"action":"unlabeled","label":{"name":"INCIDENT"},"repository":{"full_name":"octo/shop"},
                 "issue":{"id":7,"labels":[],"created_at":"2026-03-01T10:00:00Z","updated_at":"2026-03-01T11:00:00Z"}}
                """;

        assertEquals(
                true,
                value(
                        only(understood(github().understand(GithubBodies.signed("issues", body), NOW))),
                        IncidentFields.WITHDRAWN));
    }

    @Test
    void anIssueMayNameItsCause() {
        String body = """
                {"action":"opened","repository":{"full_name":"octo/shop"},
                 "issue":{"id":7,"labels":[{"name":"incident"}],"body":"Checkout is down.\\n\\nCaused-by: F95F852bd8fc\\n",
                          "created_at":"2026-03-01T10:00:00Z","updated_at":"2026-03-01T11:00:00Z"}}
                """;

        assertEquals(
                "f95f852bd8fc",
                value(
                        only(understood(github().understand(GithubBodies.signed("issues", body), NOW))),
                        IncidentFields.CAUSED_BY_VERSION));
    }

    @ParameterizedTest
    @CsvSource({
        "SEV2,sev2",
        "severity/Critical,critical",
        "'severity: major ',major",
        "'p1,sev3',sev3",
        "'sev4,sev2,p0',sev2",
        "'severity/low,sev1',low",
        "P0,p0",
        "'sev6,p5,priority,severity/',"
    })
    void aLabelSaysHowBadItIs(String labels, String severity) {
        assertEquals(Optional.ofNullable(severity), said(labels, "null", "null").value(IncidentFields.SEVERITY));
    }

    @Test
    void anIncidentWithoutSuchALabelHasNoSeverityAnyMore() {
        assertTrue(said("later", "null", "null").fields().containsKey(IncidentFields.SEVERITY.path()));
    }

    @ParameterizedTest
    @CsvSource({
        "duplicate,2026-03-01T12:00:00Z,true",
        "not_planned,2026-03-01T12:00:00Z,false",
        "completed,2026-03-01T12:00:00Z,false",
        "reopened,,false",
        "duplicate,,false"
    })
    void aDuplicateCountsAsTheOneThatItRepeats(String reason, String closedAt, boolean withdrawn) {
        String closed = closedAt == null ? "null" : '"' + closedAt + '"';

        assertEquals(withdrawn, value(said("later", '"' + reason + '"', closed), IncidentFields.WITHDRAWN));
    }

    private static Revision said(String labels, String reason, String closedAt) {
        String others = Stream.of(labels.split(",", -1))
                .map(label -> ",{\"name\":\"" + label + "\"}")
                .collect(Collectors.joining());
        String body = """
                {"action":"closed","repository":{"full_name":"octo/shop"},
                 "issue":{"id":7,"labels":[{"name":"incident"}%s],"state_reason":%s,"closed_at":%s,
                          "created_at":"2026-03-01T10:00:00Z","updated_at":"2026-03-01T12:00:00Z"}}
                """.formatted(others, reason, closedAt);
        return only(understood(github().understand(GithubBodies.signed("issues", body), NOW)));
    }

    @Test
    void anIssueWithoutTheLabelIsNoIncident() {
        var incidentsOnly = new GithubSource(List.of(GithubBodies.SECRET), Set.of("incident"));

        var understood = understood(
                incidentsOnly.understand(GithubBodies.signed("issues", GithubBodies.body("issues-labeled")), NOW));

        assertEquals(List.of(), understood.revisions());
    }
}
