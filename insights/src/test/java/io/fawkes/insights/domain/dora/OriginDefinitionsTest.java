package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.insights.domain.fact.BuildFact;
import io.fawkes.insights.domain.fact.BuildStatus;
import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.Governance;
import io.fawkes.insights.domain.fact.PolicyFact;
import io.fawkes.insights.domain.fact.Purpose;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where changes come from: who wrote them, what they were picked from, what they touched, what was built of them. */
class OriginDefinitionsTest {
    private static final String DIGEST = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @ParameterizedTest
    @CsvSource({"hubot, true", "HUBOT, true", "ci-*, false", "hub*, true", "*bot, true", "hub, false"})
    void aPolicyNamesAuthorsThatArePrograms(String pattern, boolean left) {
        Story story = base().tell(commit("v2", "hubot", null)).deployed("v2", "03 10:00");

        assertEquals(1, story.answer().changeLeadTime().time().n());
        story.tell(bots(pattern));
        assertEquals(left ? 1 : 0, left(story, ExclusionReason.BOT));
    }

    @Test
    void whatWasPickedIsOneChangeThatBeganWithItsOriginal() {
        Story story = base().tell(commit("pick", "octocat", "original"))
                .deployed("pick", "03 10:00")
                .commit("original", "02 12:00", "v1")
                .commit("main", "04 09:00", "original", "pick")
                .deployed("main", "05 10:00");

        assertEquals(2, story.answer().changeLeadTime().time().n(), "the pick and the commit after it");
        assertEquals(hours(25), story.answer().changeLeadTime().time().max(), "main");
        assertEquals(hours(22), story.answer().changeLeadTime().time().min(), "pick, from the original's time on");
        assertEquals(1, left(story, ExclusionReason.PICKED));
    }

    @Test
    void aPickOfWhatIsDeployedBringsNothingNew() {
        Story story = base().commit("original", "02 12:00", "v1")
                .deployed("original", "03 10:00")
                .tell(picked("pick", "original"))
                .deployed("pick", "04 10:00");

        assertEquals(1, story.answer().changeLeadTime().time().n());
        assertEquals(1, left(story, ExclusionReason.PICKED));
    }

    @Test
    void anIncidentThatNamesTheOriginalAccusesWhatBroughtThePick() {
        Story story = base().tell(commit("pick", "octocat", "0123456789"))
                .deployed("pick", "03 10:00")
                .incident("bad", "09 11:00", null, "01234567");

        assertEquals(List.of("pick"), story.failures());
    }

    @ParameterizedTest
    @CsvSource({
        "services/pay/src/Pay.java, true",
        "services/pay, true",
        "services, true",
        "services/shop/Shop.java, false",
        "libs/money/Money.java, true",
        "libs/money/deep/Money.java, false",
        "libs, true",
        "README.md, false",
        "VERSION, true",
        "VERSIONS, false"
    })
    void ofARepositoryOfSeveralServicesOnlyTheOwnPathsCount(String path, boolean own) {
        Story story = base().governed(new Governance(
                        "", "", null, List.of(), List.of("services/pay/**", "libs/money/*.java", "VERSION")))
                .tell(touching(path))
                .deployed("v2", "03 10:00");

        assertEquals(own ? 1 : 0, story.answer().changeLeadTime().time().n());
        assertEquals(own ? 0 : 1, left(story, ExclusionReason.OTHER_PATHS));
    }

    @Test
    void aDigestIsTheCommitThatItWasBuiltFrom() {
        Story story = base().commit("v2", "03 09:00", "v1")
                .tell(new BuildFact(
                        "builds/1",
                        1,
                        Story.REPO,
                        "ci",
                        "v2",
                        BuildStatus.SUCCEEDED,
                        null,
                        null,
                        at("03 09:30"),
                        "",
                        List.of(DIGEST)))
                .deployed("registry/shop@" + DIGEST, "03 10:00")
                .deployed("v2", "03 10:20")
                .incident("bad", "09 11:00", null, DIGEST);

        assertEquals(List.of("BASELINE", "CHANGE"), story.kinds(), "the digest and the commit are one rollout");
        assertEquals(hours(1), story.answer().changeLeadTime().time().p50());
        assertEquals(List.of("v2"), story.failures());
    }

    private static Story base() {
        return new Story().deployed("v1", "02 10:00");
    }

    private static int left(Story story, ExclusionReason reason) {
        return story.answer().changeLeadTime().exclusions().getOrDefault(reason, 0);
    }

    private static CommitFact commit(String sha, String author, @Nullable String pickedFrom) {
        return commit(sha, author, pickedFrom, List.of());
    }

    private static CommitFact touching(String path) {
        return commit("v2", "octocat", null, List.of(path));
    }

    private static CommitFact picked(String sha, String from) {
        return new CommitFact(
                "changes/" + sha,
                1,
                Story.REPO,
                sha,
                List.of(from),
                at("03 12:00"),
                false,
                "Pick",
                "",
                "octocat",
                Purpose.UNSAID,
                from,
                "",
                List.of());
    }

    private static CommitFact commit(String sha, String author, @Nullable String pickedFrom, List<String> paths) {
        return new CommitFact(
                "changes/" + sha,
                1,
                Story.REPO,
                sha,
                List.of("v1"),
                at("03 09:00"),
                false,
                "Commit " + sha,
                "",
                author,
                Purpose.UNSAID,
                pickedFrom,
                "",
                paths);
    }

    @Test
    void commitsOfOnePatchAreOneChangeThatBeganWithTheFirst() {
        Story story = base().tell(patched("pick", "03 09:00", "v1"))
                .deployed("pick", "03 10:00")
                .tell(patched("original", "02 12:00", "pick"))
                .deployed("original", "05 10:00");

        assertEquals(1, story.answer().changeLeadTime().time().n());
        assertEquals(hours(22), story.answer().changeLeadTime().time().max(), "from the first one's time on");
        assertEquals(1, left(story, ExclusionReason.PICKED));
    }

    private static CommitFact patched(String sha, String authored, String after) {
        return new CommitFact(
                "changes/" + sha,
                1,
                Story.REPO,
                sha,
                List.of(after),
                at(authored),
                false,
                "Commit " + sha,
                "",
                "octocat",
                Purpose.UNSAID,
                null,
                "7a5c",
                List.of());
    }

    private static PolicyFact bots(String pattern) {
        return new PolicyFact(
                "policies/all",
                1,
                "organization",
                null,
                null,
                null,
                Set.of(),
                List.of(),
                "",
                null,
                "",
                null,
                null,
                List.of(pattern),
                Set.of(),
                false);
    }
}
