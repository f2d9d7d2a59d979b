package io.fawkes.dataapi.github;

import static io.fawkes.dataapi.github.GithubReading.NOW;
import static io.fawkes.dataapi.github.GithubReading.SHA;
import static io.fawkes.dataapi.github.GithubReading.github;
import static io.fawkes.dataapi.github.GithubReading.only;
import static io.fawkes.dataapi.github.GithubReading.read;
import static io.fawkes.dataapi.github.GithubReading.understood;
import static io.fawkes.dataapi.github.GithubReading.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.Field;
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
    void aPushSaysWhatItsCommitsMendTouchAndWereTakenFrom() {
        String body = """
                {"ref":"refs/heads/main","before":"%1$s","after":"c2","deleted":false,
                 "repository":{"full_name":"octo/shop","default_branch":"main"},
                 "commits":[
                   {"id":"c1","timestamp":"2026-03-01T09:00:00Z","distinct":true,
                    "message":"Revert the till\\n\\nThis reverts commit %1$s.\\n(cherry picked from commit aaaaaaa)",
                    "added":["till/Till.java"],"modified":["README.md"],"removed":["till/Old.java"]},
                   {"id":"c2","timestamp":"2026-03-01T09:30:00Z","message":"second","added":[],"modified":[],"removed":[]}]}
                """.formatted(SHA);
        List<Revision> said = understood(github().understand(GithubBodies.signed("push", body), NOW))
                .revisions();

        assertEquals(List.of(SHA), value(said.getFirst(), ChangeFields.FIXES));
        assertEquals("aaaaaaa", value(said.getFirst(), ChangeFields.CHERRY_PICKED_FROM));
        assertEquals(
                List.of("README.md", "till/Old.java", "till/Till.java"), value(said.getFirst(), ChangeFields.PATHS));
        for (Field<?> silent : List.of(ChangeFields.FIXES, ChangeFields.PATHS, ChangeFields.UNPLANNED)) {
            assertFalse(said.getLast().fields().containsKey(silent.path()), silent.path());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hotfix/till,main,true,true",
        "Hotfix/till,main,true,true",
        "hotfix/till,hotfix/till,true,false",
        "hotfix/till,main,false,false",
        "main,main,true,false",
        "hotfixes,main,true,false"
    })
    void whatIsPushedAnewOntoAHotfixBranchWasNotPlanned(
            String branch, String defaultBranch, boolean distinct, boolean unplanned) {
        String body = """
                {"ref":"refs/heads/%s","before":"%s","after":"c1","deleted":false,
                 "repository":{"full_name":"octo/shop","default_branch":"%s"},
                 "commits":[{"id":"c1","timestamp":"2026-03-01T10:00:00Z","message":"first","distinct":%s}]}
                """.formatted(branch, SHA, defaultBranch, distinct);
        Revision said = only(understood(github().understand(GithubBodies.signed("push", body), NOW)));

        assertEquals(Optional.of(true).filter(_ -> unplanned), said.value(ChangeFields.UNPLANNED));
    }

    @ParameterizedTest
    @CsvSource({"till,HotFix,true", "hotfix/till,bug,true", "till,bug,false", "a/hotfix/b,hotfixed,false"})
    void aPullRequestWasNotPlannedIfItsBranchOrALabelSaysSo(String branch, String label, boolean unplanned) {
        Revision said = only(understood(github().understand(
                        GithubBodies.signed("pull_request", pull(branch, label, "Fixes: f95f852\\r\\n")), NOW)));

        assertEquals(Optional.of(true).filter(_ -> unplanned), said.value(ChangeFields.UNPLANNED));
        assertTrue(said.fields().containsKey(ChangeFields.UNPLANNED.path()), "a label may have been taken off");
        assertEquals(List.of("f95f852"), value(said, ChangeFields.FIXES));
    }

    @Test
    void aPullRequestThatNamesNothingAnyMoreMendsNothing() {
        Revision said = only(
                understood(github().understand(GithubBodies.signed("pull_request", pull("till", "bug", "")), NOW)));

        assertEquals(List.of(), value(said, ChangeFields.FIXES));
    }

    @ParameterizedTest
    @CsvSource({"ready_for_review,true", "edited,false", "converted_to_draft,false"})
    void aDraftIsReadyWhenTheActionSaysSo(String action, boolean ready) {
        String body = pull("till", "bug", "").replace("edited", action);
        Revision said = only(understood(github().understand(GithubBodies.signed("pull_request", body), NOW)));

        assertEquals(
                Optional.of(Instant.parse("2026-03-03T09:00:00Z")).filter(_ -> ready),
                said.value(ChangeFields.READY_TIME));
    }

    private static String pull(String branch, String label, String text) {
        return """
                {"action":"edited","repository":{"full_name":"octo/shop"},
                 "pull_request":{"id":7,"number":1,"user":{"login":"octocat","type":"User"},"merged_at":null,
                  "created_at":"2026-03-03T08:00:00Z","updated_at":"2026-03-03T09:00:00Z","closed_at":null,
                  "body":"%s","labels":[{"name":"%s"}],
                  "head":{"sha":"a","ref":"%s"},"base":{"sha":"b","ref":"main"}}}
                """.formatted(text, label, branch);
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
