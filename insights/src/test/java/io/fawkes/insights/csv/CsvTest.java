package io.fawkes.insights.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.insights.domain.dora.Bucket;
import io.fawkes.insights.domain.dora.DoraReport;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Inquiry;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.domain.dora.Timing;
import io.fawkes.insights.domain.dora.Window;
import io.fawkes.insights.domain.fact.CommitFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.FactBook;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.insights.domain.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final SourceKey KEY = new SourceKey("fawkes.io/service", "shop");
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"})
    void nothingBeginsAsAFormula(String text) {
        assertTrue(CsvLine.of(List.of(text)).replace("\"", "").startsWith("'" + text.charAt(0)));
    }

    @Test
    void cellsAreQuotedWhereTheyMustBeAndUnknownIsEmpty() {
        assertEquals(
                "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",,0.5,90.5,12\r\n",
                CsvLine.of(Arrays.asList("a,b", "say \"x\"", "two\nlines", null, 0.5, Duration.ofMillis(90_500), 12)));
    }

    @Test
    void anAnswerHasALineForEachMetricAndEachHasAsManyCellsAsTheHead() {
        List<String> lines = AnswerCsv.of(report().answer()).lines().toList();

        assertEquals(1 + Metric.values().length, lines.size());
        long cells =
                lines.getFirst().chars().filter(character -> character == ',').count();
        assertTrue(lines.stream()
                .allMatch(line ->
                        line.chars().filter(character -> character == ',').count() == cells));
        assertTrue(lines.stream().anyMatch(line -> line.contains(",CHANGE_LEAD_TIME,1,3600,s,")));
        assertTrue(lines.stream().anyMatch(line -> line.endsWith(",NO_FAILED_DEPLOYMENTS")));
    }

    @Test
    void workedTimeHasLinesOfItsOwnForTheWindowAndForEachBucket() {
        List<String> lines = AnswerCsv.of(
                        report(Terms.USUAL.by(Bucket.MONTH).worked()).answer())
                .lines()
                .toList();
        List<String> worked =
                lines.stream().filter(line -> line.contains(",WORKDAYS,")).toList();

        assertEquals(2 * (3 + Timing.METRICS.size()), worked.size());
        // The tenth of March 2026 is a Tuesday: the change of Sunday was worked on in no workday.
        assertTrue(worked.getFirst().contains(",WORKDAYS,CHANGE_LEAD_TIME,1,0,s,"), worked.getFirst());
        assertTrue(lines.stream().anyMatch(line -> line.contains(",WALL_CLOCK,CHANGE_LEAD_TIME,1,3600,s,")));
    }

    @Test
    void rowsCarryTheTitleThatSomebodyChoseHarmlessly() {
        String lines = RowCsv.head() + RowCsv.of(Metric.CHANGE_LEAD_TIME, report().rows(Metric.CHANGE_LEAD_TIME));

        assertEquals(3, lines.lines().count());
        assertTrue(lines.contains(",'=cmd|' /C calc'!A0,"), lines);
    }

    private static DoraReport report() {
        return report(Terms.USUAL);
    }

    private static DoraReport report(Terms terms) {
        FactBook book = new FactBook();
        book.apply(new ServiceFact("services/shop", 1, "", "", ZoneId.of("UTC"), Set.of(KEY), Set.of()));
        book.apply(deployment("v1", NOON.minus(Duration.ofDays(3))));
        book.apply(new CommitFact(
                "changes/v2",
                1,
                KEY,
                "v2",
                List.of("v1"),
                NOON.minus(Duration.ofDays(2)).minus(Duration.ofHours(1)),
                false,
                "=cmd|' /C calc'!A0",
                ""));
        book.apply(deployment("v2", NOON.minus(Duration.ofDays(2))));
        Timeline timeline =
                Timeline.of(book.facts(new ServiceId("shop")).orElseThrow().read(), Policy.USUAL);
        Window window = new Window(NOON.minus(Duration.ofDays(9)), NOON);
        return DoraReport.of(
                new Inquiry(new Group(Group.Kind.SERVICE, "shop"), window, NOON, Policy.USUAL, terms),
                List.of(timeline));
    }

    private static DeploymentFact deployment(String version, Instant finish) {
        return new DeploymentFact(
                "deployments/" + version,
                1,
                KEY,
                "github",
                "production",
                false,
                version,
                DeploymentStatus.SUCCEEDED,
                finish.minusSeconds(60),
                finish,
                "");
    }
}
