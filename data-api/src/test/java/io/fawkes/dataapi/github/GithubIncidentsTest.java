package io.fawkes.dataapi.github;

import static io.fawkes.dataapi.github.GithubReading.NOW;
import static io.fawkes.dataapi.github.GithubReading.github;
import static io.fawkes.dataapi.github.GithubReading.only;
import static io.fawkes.dataapi.github.GithubReading.read;
import static io.fawkes.dataapi.github.GithubReading.understood;
import static io.fawkes.dataapi.github.GithubReading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.dataapi.domain.fact.IncidentFields;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

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

    @Test
    void anIssueWithoutTheLabelIsNoIncident() {
        var incidentsOnly = new GithubSource(List.of(GithubBodies.SECRET), Set.of("incident"));

        var understood = understood(
                incidentsOnly.understand(GithubBodies.signed("issues", GithubBodies.body("issues-labeled")), NOW));

        assertEquals(List.of(), understood.revisions());
    }
}
