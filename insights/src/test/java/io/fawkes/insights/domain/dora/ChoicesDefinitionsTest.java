package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static io.fawkes.insights.domain.dora.Story.hours;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fawkes.insights.domain.timeline.EvidenceLevel;
import io.fawkes.insights.domain.timeline.ExclusionReason;
import io.fawkes.insights.domain.timeline.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the asker may choose: whose changes count, where a recovery counts, which kinds are deployments. */
class ChoicesDefinitionsTest {

    @Test
    void allAuthorsAddProgramsAndMergesButNoImpossibleDates() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .commit("bot", at("03 08:00"), true, "v1")
                .commit("skewed", at("20 08:00"), true, "bot")
                .commit("v2", "03 09:00", "skewed")
                .deployed("v2", "03 10:00");

        assertEquals(1, story.answer().changeLeadTime().time().n());
        ChangeLeadTime all =
                story.on(terms(Authors.ALL, RecoveryBy.DEPLOYED)).answer().changeLeadTime();
        assertEquals(2, all.time().n());
        assertEquals(hours(1.5), all.time().p50());
        assertEquals(Map.of(ExclusionReason.BASELINE, 1, ExclusionReason.CLOCK_SKEW, 1), all.exclusions());
    }

    @Test
    void recoveriesCountWhereTheyWereDeployedOrWhereTheyWereRestored() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "08 10:00")
                .incident("long", "08 11:00", "10 11:00")
                .by(Bucket.WEEK);
        Story restored = story.on(terms(Authors.PEOPLE, RecoveryBy.DEPLOYED).by(Bucket.WEEK));

        assertEquals(List.of(0, 1, 0, 0, 0, 0), recoveries(restored));
        assertEquals(
                List.of(0, 0, 1, 0, 0, 0),
                recoveries(story.on(terms(Authors.PEOPLE, RecoveryBy.RESTORED).by(Bucket.WEEK))));
    }

    @Test
    void aFailureThatIsNotRestoredIsNotLostByRestored() {
        DoraAnswer answer = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "08 10:00")
                .incident("open", "08 11:00", null)
                .on(terms(Authors.PEOPLE, RecoveryBy.RESTORED))
                .answer();

        assertEquals(1, answer.recoveryTime().open());
    }

    @Test
    void kindsThatAreIncludedCountAndSayNothingOfLeadTime() {
        Story story = new Story()
                .deployed("v1", "02 10:00")
                .deployed("v2", "03 10:00")
                .deployed("v1", "03 12:00");
        Terms included = new Terms(
                EvidenceLevel.INFERRED,
                null,
                null,
                Terms.USUAL.policy(),
                Authors.PEOPLE,
                RecoveryBy.DEPLOYED,
                List.of(Kind.ROLLBACK, Kind.BASELINE, Kind.ROLLBACK),
                false,
                false);

        assertEquals(1, story.answer().deploymentFrequency().n());
        assertEquals(3, story.on(included).answer().deploymentFrequency().n());
        assertEquals(List.of(Kind.BASELINE, Kind.ROLLBACK), included.included());
        assertEquals(1, story.answer().changeFailRate().n());
    }

    private static List<Integer> recoveries(Story story) {
        return story.answer().buckets().stream()
                .map(bucket -> bucket.measures().recoveryTime().time().n())
                .toList();
    }

    private static Terms terms(Authors authors, RecoveryBy by) {
        return terms(authors, by, null);
    }

    private static Terms terms(Authors authors, RecoveryBy by, @Nullable Bucket bucket) {
        return new Terms(
                EvidenceLevel.INFERRED, null, bucket, Terms.USUAL.policy(), authors, by, List.of(), false, false);
    }
}
