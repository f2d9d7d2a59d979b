package io.fawkes.insights.domain.dora;

import static io.fawkes.insights.domain.dora.Story.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A window in parts. */
class BucketsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void daysOfTheChangeOfClocksHave23And25Hours() {
        List<Duration> march = lengths(Bucket.DAY, "2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z");
        List<Duration> october = lengths(Bucket.DAY, "2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z");

        assertEquals(
                List.of(24L, 23L, 24L), march.stream().map(Duration::toHours).toList());
        assertEquals(
                List.of(24L, 25L, 24L), october.stream().map(Duration::toHours).toList());
    }

    @Test
    void weeksBeginOnMondaysAndMonthsOnTheFirst() {
        assertEquals(
                List.of(Instant.parse("2026-03-03T12:00:00Z"), Instant.parse("2026-03-08T23:00:00Z")),
                starts(Bucket.WEEK, "2026-03-03T12:00:00Z", "2026-03-12T12:00:00Z"));
        assertEquals(
                List.of(
                        Instant.parse("2026-02-10T00:00:00Z"),
                        Instant.parse("2026-02-28T23:00:00Z"),
                        Instant.parse("2026-03-31T22:00:00Z")),
                starts(Bucket.MONTH, "2026-02-10T00:00:00Z", "2026-04-02T00:00:00Z"));
    }

    @ParameterizedTest
    @EnumSource(Bucket.class)
    void partsAddUpToTheWindow(Bucket bucket) {
        DoraAnswer answer = busy().by(bucket).answer();
        Measures whole = answer.measures();
        List<Measures> parts =
                answer.buckets().stream().map(BucketMeasures::measures).toList();

        assertEquals(
                whole.deploymentFrequency().n(),
                parts.stream().mapToInt(part -> part.deploymentFrequency().n()).sum());
        assertEquals(
                whole.changeFailRate().failed(),
                parts.stream().mapToInt(part -> part.changeFailRate().failed()).sum());
        assertEquals(
                whole.reworkRate().n(),
                parts.stream().mapToInt(part -> part.reworkRate().n()).sum());
        assertEquals(
                whole.coverage().incidents(),
                parts.stream().mapToInt(part -> part.coverage().incidents()).sum());
    }

    @Test
    void aPartThatIsAWindowAnswersAsThatWindowDoes() {
        BucketMeasures week = busy().by(Bucket.WEEK).answer().buckets().get(2);
        Measures asked = busy().between(week.window().start(), week.window().end())
                .answer()
                .measures();

        assertEquals(asked, week.measures());
    }

    @Test
    void anEmptyPartHasNoGoodLookingNumbers() {
        Measures empty = busy().by(Bucket.DAY).answer().buckets().get(27).measures();

        assertEquals(0, empty.deploymentFrequency().n());
        assertNull(empty.changeLeadTime().time().p50());
        assertNull(empty.changeFailRate().rate());
        assertEquals(NullReason.NO_DEPLOYMENTS, empty.changeLeadTime().nullReason());
        assertEquals(NullReason.NO_DEPLOYMENTS, empty.recoveryTime().nullReason());
    }

    @Test
    void aLateIncidentRestatesItsPart() {
        Story story = busy().by(Bucket.DAY);
        assertEquals(0, failedOn(story, 10));
        story.incident("late", "11 13:00", "11 14:00");
        assertEquals(1, failedOn(story, 10));
    }

    @Test
    void recoveryCountsWhereItsDeploymentDoes() {
        Story story = busy().incident("midnight", "13 00:30", "13 02:00").by(Bucket.DAY);
        List<BucketMeasures> days = story.answer().buckets();

        assertEquals(1, days.get(11).measures().recoveryTime().time().n());
        assertEquals(1, days.get(12).measures().timeToRestore().time().n());
    }

    private static int failedOn(Story story, int day) {
        return story.answer().buckets().get(day).measures().changeFailRate().failed();
    }

    private static Story busy() {
        Story story = new Story().deployed("v00", "01 00:10");
        for (int day = 1; day <= 20; day++) {
            story.commit("v%02d".formatted(day), "%02d 09:00".formatted(day), "v%02d".formatted(day - 1));
            story.deployed("v%02d".formatted(day), "%02d 12:00".formatted(day));
        }
        return story.incident("a", "05 13:00", "05 14:00").between(at("01 00:00"), at("29 00:00"));
    }

    private static List<Duration> lengths(Bucket bucket, String from, String to) {
        return bucket.partsOf(new Window(Instant.parse(from), Instant.parse(to)), BERLIN).stream()
                .map(part -> Duration.between(part.start(), part.end()))
                .toList();
    }

    private static List<Instant> starts(Bucket bucket, String from, String to) {
        return bucket.partsOf(new Window(Instant.parse(from), Instant.parse(to)), BERLIN).stream()
                .map(Window::start)
                .toList();
    }
}
