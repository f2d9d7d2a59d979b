package io.fawkes.dataapi.github;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.backfill.Page.Item;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.DeploymentFields;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.fact.RolloutStatus;
import io.fawkes.dataapi.sources.Told;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What REST shows of a thing, beside what its webhooks told of it. */
class GithubHistoryTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SLUG = "Codertocat/Hello-World";

    private final GithubSource webhooks = new GithubSource(List.of(GithubBodies.SECRET), Set.of());

    @Test
    void aDeploymentWhoseWebhooksCameIsToldAsTheyToldIt() {
        NavigableMap<FactKey, FactState> facts = Told.facts(
                webhooks,
                List.of(
                        GithubBodies.signed("deployment", GithubBodies.body("deployment")),
                        GithubBodies.signed("deployment_status", GithubBodies.body("deployment_status"))));
        JsonNode body = json(GithubBodies.body("deployment_status"));

        Item item = PastDeployment.of(SLUG, body.get("deployment")).item(List.of(body.get("deployment_status")));

        assertEquals(List.of(), item.rejections());
        assertEquals(facts, merged(facts, item));
    }

    @Test
    void aDeploymentEndedWithItsStatusHoweverLateItWasTouched() {
        JsonNode body = json(GithubBodies.body("deployment_status"));
        ObjectNode superseded = body.get("deployment").deepCopy();
        superseded.put("updated_at", "2019-06-30T00:00:00Z");
        ObjectNode inactive = body.get("deployment_status").deepCopy();
        inactive.put("id", 1).put("state", "inactive").put("created_at", "2019-06-30T00:00:00Z");

        Item item = PastDeployment.of(SLUG, superseded).item(List.of(inactive, body.get("deployment_status")));

        FactState fact = merged(new TreeMap<>(), item).firstEntry().getValue();
        assertEquals(
                Optional.of(Instant.parse("2019-05-15T15:20:55Z")),
                fact.rollout().orElseThrow().finishedAt());
        assertEquals(RolloutStatus.SUCCEEDED, fact.rollout().orElseThrow().status());
    }

    @Test
    void aStatusThatIsNoneIsRejectedByItsNameAndTheRestIsKept() {
        JsonNode body = json(GithubBodies.body("deployment_status"));
        ObjectNode odd = body.get("deployment_status").deepCopy();
        odd.put("state", "exploded").put("id", 7);

        Item item = PastDeployment.of(SLUG, body.get("deployment")).item(List.of(odd, body.get("deployment_status")));

        assertEquals(
                "deployments/145988746/statuses/7", item.rejections().getFirst().item());
        assertEquals(2, item.revisions().size());
    }

    @Test
    void aPullRequestWithReviewAndCommitsChangesNothingBesideItsWebhooks() {
        JsonNode closed = json(GithubBodies.body("pull_request-closed"));
        JsonNode review = json(GithubBodies.body("pull_request_review-submitted"));
        NavigableMap<FactKey, FactState> facts = Told.facts(
                webhooks,
                List.of(
                        GithubBodies.signed("pull_request", GithubBodies.body("pull_request-opened")),
                        GithubBodies.signed("pull_request_review", reviewedBySomebody(review)),
                        GithubBodies.signed("pull_request", GithubBodies.body("pull_request-closed")),
                        GithubBodies.signed("push", PUSH)));

        Item item = PastPull.of(SLUG, closed.get("pull_request"))
                .item(
                        List.of(json(COMMIT)),
                        List.of(json(reviewedBySomebody(review)).get("review")));

        assertEquals(List.of(), item.rejections());
        assertEquals(3, item.revisions().size());
        assertEquals(facts, merged(facts, item));
    }

    @Test
    void withoutWebhooksReviewsAndCommitsAreToldAsWell() {
        JsonNode closed = json(GithubBodies.body("pull_request-closed"));
        JsonNode review = json(GithubBodies.body("pull_request_review-submitted"));

        Item item = PastPull.of(SLUG, closed.get("pull_request"))
                .item(
                        List.of(json(COMMIT)),
                        List.of(json(reviewedBySomebody(review)).get("review")));

        NavigableMap<FactKey, FactState> facts = merged(new TreeMap<>(), item);
        FactState pull = Objects.requireNonNull(facts.get(GithubSource.key("pulls/279147437")));
        FactState commit = Objects.requireNonNull(facts.get(new Repository(SLUG).commit(SHA)));
        assertEquals(
                Optional.of(Instant.parse("2019-05-15T15:20:38Z")), pull.get(ChangeFields.REVIEWS.at("237895671")));
        assertEquals(Optional.of("Change it"), commit.get(ChangeFields.TITLE));
        assertEquals(Optional.of("Codertocat"), commit.get(ChangeFields.AUTHOR));
        assertEquals(Optional.of("refs/heads/changes"), commit.get(ChangeFields.PREDECESSORS.at(PARENT)));
    }

    @Test
    void aPastHotfixIsOneAsItWasOnceTold() {
        ObjectNode pull = json(GithubBodies.body("pull_request-closed"))
                .get("pull_request")
                .deepCopy();
        pull.put("body", "Fixes: " + PARENT);
        ((ObjectNode) pull.get("head")).put("ref", "hotfix/till");
        ObjectNode commit = json(COMMIT).deepCopy();
        ((ObjectNode) commit.get("commit")).put("message", "Till\n\n(cherry picked from commit " + PARENT + ")");

        NavigableMap<FactKey, FactState> facts =
                merged(new TreeMap<>(), PastPull.of(SLUG, pull).item(List.of(commit), List.of()));

        FactState told = Objects.requireNonNull(facts.get(GithubSource.key("pulls/279147437")));
        FactState committed = Objects.requireNonNull(facts.get(new Repository(SLUG).commit(SHA)));
        assertEquals(Optional.of(List.of(PARENT)), told.get(ChangeFields.FIXES));
        assertEquals(Optional.of(true), told.get(ChangeFields.UNPLANNED));
        assertEquals(Optional.of(true), committed.get(ChangeFields.UNPLANNED));
        assertEquals(Optional.of(PARENT), committed.get(ChangeFields.CHERRY_PICKED_FROM));
    }

    @Test
    void theRepositoryIsSpelledAsGithubSpellsIt() {
        JsonNode body = json(GithubBodies.body("deployment"));

        Item item = PastDeployment.of("codertocat/HELLO-world", body.get("deployment"))
                .item();

        assertEquals(
                Optional.of(new Repository(SLUG).sourceKey()),
                item.revisions().getFirst().value(DeploymentFields.SOURCE_KEY));
    }

    private static NavigableMap<FactKey, FactState> merged(NavigableMap<FactKey, FactState> before, Item item) {
        NavigableMap<FactKey, FactState> after = new TreeMap<>(before);
        for (Revision said : item.revisions()) {
            FactState known = after.getOrDefault(said.key(), FactState.unknown(said.key(), said.kind()));
            after.put(said.key(), known.merge(said, "deliveries/2"));
        }
        return after;
    }

    /** The recorded review is the author's own, which says nothing. */
    private static String reviewedBySomebody(JsonNode review) {
        ObjectNode body = review.deepCopy();
        ((ObjectNode) body.get("review").get("user")).put("login", "somebody");
        return body.toString();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static final String SHA = "ec26c3e57ca3a959ca5aad62de7213c562f8c821";
    private static final String PARENT = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";

    private static final String COMMIT = """
            {"sha":"%s","html_url":"https://github.com/Codertocat/Hello-World/commit/%1$s",
             "commit":{"author":{"name":"Coder","email":"c@example.com","date":"2019-05-15T15:20:30Z"},
                       "committer":{"name":"GitHub","email":"n@example.com","date":"2019-05-15T15:20:31Z"},
                       "message":"Change it\\n\\nBecause."},
             "author":{"login":"Codertocat","id":21031067,"type":"User"},
             "parents":[{"sha":"%s","url":"https://api.github.com/repos/Codertocat/Hello-World/commits/%2$s"}]}
            """.formatted(SHA, PARENT);

    private static final String PUSH = """
            {"ref":"refs/heads/changes","before":"%2$s","after":"%1$s","created":false,"deleted":false,"forced":false,
             "repository":{"full_name":"Codertocat/Hello-World"},
             "commits":[{"id":"%1$s","message":"Change it\\n\\nBecause.","timestamp":"2019-05-15T17:20:30+02:00",
               "url":"https://github.com/Codertocat/Hello-World/commit/%1$s",
               "author":{"name":"Coder","email":"c@example.com","username":"Codertocat"}}]}
            """.formatted(SHA, PARENT);
}
