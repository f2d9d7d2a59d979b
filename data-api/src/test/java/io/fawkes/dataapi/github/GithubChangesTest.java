package io.fawkes.dataapi.github;

import static io.fawkes.dataapi.github.GithubReading.NOW;
import static io.fawkes.dataapi.github.GithubReading.SHA;
import static io.fawkes.dataapi.github.GithubReading.github;
import static io.fawkes.dataapi.github.GithubReading.only;
import static io.fawkes.dataapi.github.GithubReading.read;
import static io.fawkes.dataapi.github.GithubReading.understood;
import static io.fawkes.dataapi.github.GithubReading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GitHub tells: pushes, pull requests and reviews. */
class GithubChangesTest {

    @Test
    void theDeletionOfATagBringsNoCommit() {
        assertEquals(List.of(), read("push", "push").revisions());
    }

    @Test
    void aPushSaysItsCommitsInTheOrderOfTheBranch() {
        String body = """
                {"ref":"refs/heads/main","before":"%s","after":"c2","deleted":false,
                 "repository":{"full_name":"Octo/Shop"},
                 "commits":[
                   {"id":"c1","timestamp":"2026-03-01T10:00:00+01:00","message":"first\\n\\nbody","author":{"username":"ann"}},
                   {"id":"c2","timestamp":"2026-03-01T09:30:00Z","message":"second","author":{"name":"dependabot[bot]"}}]}
                """.formatted(SHA);
        List<Revision> said = understood(github().understand(GithubBodies.signed("push", body), NOW))
                .revisions();

        assertEquals(
                List.of("commits/octo/shop/c1", "commits/octo/shop/c2"),
                said.stream().map(r -> r.key().sourceId()).toList());
        assertEquals("refs/heads/main", value(said.getFirst(), ChangeFields.PREDECESSORS.at(SHA)));
        assertEquals("refs/heads/main", value(said.getLast(), ChangeFields.PREDECESSORS.at("c1")));
        assertEquals(Instant.parse("2026-03-01T09:00:00Z"), value(said.getFirst(), ChangeFields.AUTHOR_TIME));
        assertEquals("first", value(said.getFirst(), ChangeFields.TITLE));
        assertEquals(true, value(said.getLast(), ChangeFields.AUTHOR_IS_BOT));
    }

    @Test
    void aForcedPushDoesNotFollowWhatItReplaced() {
        String body = """
                {"ref":"refs/heads/main","before":"%s","after":"c1","deleted":false,"forced":true,
                 "repository":{"full_name":"octo/shop"},
                 "commits":[{"id":"c1","timestamp":"2026-03-01T10:00:00Z","message":"first"}]}
                """.formatted(SHA);
        Revision said = only(understood(github().understand(GithubBodies.signed("push", body), NOW)));

        assertTrue(said.fields().keySet().stream().noneMatch(ChangeFields.PREDECESSORS::holds));
    }

    @Test
    void thePushOfANewBranchHasNoPredecessorToShow() {
        Understood understood = read("push", "push-with-new-branch");

        understood
                .revisions()
                .forEach(revision -> assertTrue(
                        revision.fields().keySet().stream().noneMatch(path -> path.contains("[0000000")),
                        revision.toString()));
    }

    @Test
    void aClosedPullRequestThatWasNotMergedHasNoMergeCommit() {
        Revision said = only(read("pull_request", "pull_request-closed"));

        assertEquals("pulls/279147437", said.key().sourceId());
        assertEquals(Optional.empty(), said.fields().get(ChangeFields.MERGE_SHA.path()));
        assertEquals("ec26c3e57ca3a959ca5aad62de7213c562f8c821", value(said, ChangeFields.HEAD_SHA));
        assertEquals(SHA, value(said, ChangeFields.BASE_SHA));
    }

    @Test
    void aReviewShowsThePullRequestAsItIs() {
        Revision said = only(read("pull_request_review", "pull_request_review-submitted"));

        assertEquals("pulls/279147437", said.key().sourceId());
        assertEquals(2, value(said, ChangeFields.NUMBER));
        assertEquals(Optional.empty(), said.value(ChangeFields.MERGE_SHA));
    }

    @ParameterizedTest
    @CsvSource({"ann,User,true", "Codertocat,User,false", "helper[bot],User,false", "helper,Bot,false"})
    void onlyPeopleOtherThanTheAuthorReview(String reviewer, String type, boolean reviews) {
        String body = """
                {"action":"submitted","repository":{"full_name":"octo/shop"},
                 "review":{"id":9,"user":{"login":"%s","type":"%s"},"submitted_at":"2026-03-03T09:00:00Z","state":"approved"},
                 "pull_request":{"id":7,"number":1,"user":{"login":"Codertocat","type":"User"},"merged_at":null,
                  "created_at":"2026-03-03T08:00:00Z","updated_at":"2026-03-03T09:00:00Z","closed_at":null,
                  "head":{"sha":"a"},"base":{"sha":"b","ref":"main"}}}
                """.formatted(reviewer, type);
        Revision said = only(understood(github().understand(GithubBodies.signed("pull_request_review", body), NOW)));

        assertEquals(
                reviews ? Optional.of(Instant.parse("2026-03-03T09:00:00Z")) : Optional.empty(),
                said.value(ChangeFields.REVIEWS.at("9")));
    }
}
