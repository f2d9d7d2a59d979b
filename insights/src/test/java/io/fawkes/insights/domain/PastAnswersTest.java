package io.fawkes.insights.domain;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fawkes.insights.domain.dora.DoraAnswer;
import io.fawkes.insights.domain.dora.DoraReport;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Metric;
import io.fawkes.insights.domain.dora.MetricLevel;
import io.fawkes.insights.domain.dora.Restatement;
import io.fawkes.insights.domain.dora.SurveyReply;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.domain.dora.Window;
import io.fawkes.insights.domain.fact.CalendarFact;
import io.fawkes.insights.domain.fact.DeploymentFact;
import io.fawkes.insights.domain.fact.DeploymentStatus;
import io.fawkes.insights.domain.fact.Fact;
import io.fawkes.insights.domain.fact.IncidentFact;
import io.fawkes.insights.domain.fact.PolicyFact;
import io.fawkes.insights.domain.fact.ServiceFact;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.fact.SourcedFact;
import io.fawkes.insights.domain.fact.SurveyFact;
import io.fawkes.insights.domain.timeline.Policy;
import io.fawkes.runtime.testkit.Await;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Answers from what was known, against a log that a test writes. */
class PastAnswersTest {
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant MONDAY = MARCH.plus(Duration.ofDays(15));
    private static final SourceKey SHOP = new SourceKey("argocd/app-name", "shop");
    private static final SourceKey TILL = new SourceKey("argocd/app-name", "till");

    private final WrittenLog log = new WrittenLog();
    private final WrittenFeed feed = new WrittenFeed();
    private final LiveFacts live = LiveFacts.following(feed, Policy.USUAL, _ -> {});
    private final DoraAnswers answers = new DoraAnswers(live, new PastFacts(log, Policy.USUAL));

    @BeforeEach
    void tell() {
        log.at(MONDAY, service(1, "teams/shop", SHOP));
        log.at(MONDAY, deployment("a", SHOP, 3));
        log.at(MONDAY, deployment("b", SHOP, 5));
        log.at(MONDAY, deployment("c", TILL, 6));
    }

    @Test
    void aLateIncidentChangesTheAnswerOfNowButNoneOfBefore() {
        DoraAnswer before = asOf(MONDAY.plusSeconds(1)).answer();
        log.at(
                MONDAY.plusSeconds(60),
                new IncidentFact("incidents/late", 1, SHOP, day(5).plusSeconds(60), null, false, null, "", ""));

        assertEquals(before, asOf(MONDAY.plusSeconds(1)).answer());
        assertEquals(0, before.changeFailRate().failed());
        assertEquals(1, asOf(MONDAY.plusSeconds(61)).answer().changeFailRate().failed());
    }

    @Test
    void aChangedCatalogChangesNoAnswerOfBefore() {
        log.at(MONDAY.plusSeconds(60), service(2, "teams/other", TILL));

        DoraReport before = asOf(MONDAY);
        DoraReport after = asOf(MONDAY.plusSeconds(60));

        assertEquals(Set.of("teams/shop"), before.teams());
        assertEquals(Set.of("teams/other"), after.teams());
        assertEquals(2, before.answer().coverage().deployments());
        assertEquals(1, after.answer().coverage().deployments());
    }

    @Test
    void aWindowWithoutEndEndsAtTheTimeThatWasAskedFor() {
        assertEquals(
                MONDAY.plusSeconds(5),
                asOf(MONDAY.plusSeconds(5)).answer().inquiry().window().end());
    }

    @Test
    void aLateIncidentIsListedWithItsBucketAndBothNumbers() {
        IncidentFact late =
                new IncidentFact("incidents/late", 1, SHOP, day(5).plusSeconds(60), null, false, null, "", "");
        log.at(MONDAY.plusSeconds(60), late);
        feed.emit(List.of(service(1, "teams/shop", SHOP), deployment("a", SHOP, 3), deployment("b", SHOP, 5), late));

        Await.until("caught up", live::isReady);

        List<Restatement> restated = Await.value(
                        answers.restated(question(Group.of(new ServiceId("shop"))), MONDAY.plusSeconds(1)))
                .restatements();

        assertEquals(
                List.of(new Restatement(
                        Metric.CHANGE_FAIL_RATE, new Window(day(1), day(8)), "incidents/late", 0.0, 1.0)),
                restated.stream()
                        .filter(restatement -> restatement.metric() == Metric.CHANGE_FAIL_RATE)
                        .toList());
    }

    @Test
    void aChangedPolicyChangesNoAnswerOfBefore() {
        log.at(MONDAY.plusSeconds(10), policy(1, Duration.ofHours(1)));
        log.at(MONDAY.plusSeconds(60), policy(2, Duration.ofHours(2)));

        assertEquals(Policy.USUAL.causalWindow(), causalWindow(MONDAY));
        assertEquals(Duration.ofHours(1), causalWindow(MONDAY.plusSeconds(10)));
        assertEquals(Duration.ofHours(2), causalWindow(MONDAY.plusSeconds(60)));
    }

    @Test
    void aCalendarOfThatTimeTellsWhatWasWorked() {
        log.at(MONDAY.plusSeconds(10), calendar(1, Set.of(DayOfWeek.MONDAY)));
        log.at(MONDAY.plusSeconds(10), policy(1, Duration.ofHours(1)));
        DoraQuestion worked = new DoraQuestion(Group.of(new ServiceId("shop")), null, null, Terms.USUAL.worked());

        assertEquals(1, withoutCalendar(worked.asOf(MONDAY)));
        assertEquals(0, withoutCalendar(worked.asOf(MONDAY.plusSeconds(10))));
    }

    @Test
    void aSurveyAnswerStandsBesideFromWhenItWasKnownOn() {
        log.at(MONDAY.plusSeconds(10), survey(1, 3, false));
        log.at(MONDAY.plusSeconds(60), survey(2, 5, false));
        log.at(MONDAY.plusSeconds(120), survey(3, 5, true));

        assertNull(asOf(MONDAY).answer().grades().survey());
        assertEquals(3, surveyedLeadTime(MONDAY.plusSeconds(10)));
        assertEquals(5, surveyedLeadTime(MONDAY.plusSeconds(60)));
        assertNull(asOf(MONDAY.plusSeconds(120)).answer().grades().survey());
    }

    private @Nullable Integer surveyedLeadTime(Instant time) {
        return asOf(time).answer().grades().metrics().stream()
                .filter(level -> level.metric() == Metric.CHANGE_LEAD_TIME)
                .map(MetricLevel::survey)
                .flatMap(Stream::ofNullable)
                .map(SurveyReply::choice)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }

    private static SurveyFact survey(long version, int leadTime, boolean deleted) {
        return new SurveyFact(
                "surveyAnswers/shop", version, "teams/shop", MARCH, leadTime, null, null, null, null, deleted);
    }

    @Test
    void groupsAreThoseOfThatTime() {
        log.at(MONDAY.plusSeconds(60), service(2, "teams/other", TILL));
        DoraQuestion question = question(Group.ORGANIZATION).asOf(MONDAY);

        assertEquals(
                List.of("shop"),
                Await.value(answers.compare(Group.Kind.TEAM, question, "", 10)).answers().stream()
                        .map(answer -> answer.inquiry().group().id())
                        .toList());
    }

    @Test
    void whatWasReadOnceIsNotReadAgain() {
        asOf(MONDAY);
        int readings = log.readings;
        asOf(MONDAY);

        assertEquals(readings, log.readings);
    }

    @Test
    void timesBeforeTheLogAndUnknownServicesAreRefused() {
        assertThrows(InsightsException.AsOfOutOfRange.class, () -> asOf(MARCH));
        assertThrows(
                InsightsException.UnknownService.class,
                () -> Await.completed(answers.report(
                        question(Group.of(new ServiceId("nobody"))).asOf(MONDAY))));
    }

    private DoraReport asOf(Instant time) {
        return Await.value(
                answers.report(question(Group.of(new ServiceId("shop"))).asOf(time)));
    }

    private Duration causalWindow(Instant time) {
        return asOf(time).answer().governing().causalWindow();
    }

    private int withoutCalendar(DoraQuestion question) {
        return requireNonNull(Await.value(answers.report(question)).answer().workdays(), "a series")
                .withoutCalendar();
    }

    private static PolicyFact policy(long version, Duration causalWindow) {
        return new PolicyFact(
                "policies/all",
                version,
                "organization",
                causalWindow,
                null,
                null,
                Set.of(),
                List.of(),
                "",
                null,
                "calendars/all",
                null,
                null,
                false);
    }

    private static CalendarFact calendar(long version, Set<DayOfWeek> weekdays) {
        return new CalendarFact(
                "calendars/all", version, null, weekdays, null, null, "", "", Set.of(), Set.of(), List.of(), false);
    }

    private static DoraQuestion question(Group group) {
        return new DoraQuestion(group, null, null, Terms.USUAL);
    }

    private static Instant day(int day) {
        return MARCH.plus(Duration.ofDays(day));
    }

    private static ServiceFact service(long version, String team, SourceKey key) {
        return new ServiceFact("services/shop", version, team, "", ZoneId.of("UTC"), Set.of(key), Set.of());
    }

    private static DeploymentFact deployment(String version, SourceKey key, int day) {
        return new DeploymentFact(
                "deployments/" + version,
                1,
                key,
                "argocd",
                "production",
                false,
                version,
                DeploymentStatus.SUCCEEDED,
                day(day),
                day(day),
                "");
    }

    /** A feed that catches up once. */
    private static final class WrittenFeed implements FactFeed {
        private final Sinks.Many<FeedMessage> messages = Sinks.many().replay().all();

        void emit(List<Fact> facts) {
            messages.tryEmitNext(new FeedMessage(true, facts, true, MONDAY.plusSeconds(100)))
                    .orThrow();
        }

        @Override
        public Flux<FeedMessage> follow() {
            return messages.asFlux();
        }
    }

    /** A log in memory; a position is how many facts there were. */
    private static final class WrittenLog implements FactHistory {
        private final List<Instant> times = new ArrayList<>();
        private final List<Fact> facts = new ArrayList<>();
        private int readings;

        void at(Instant time, Fact fact) {
            times.add(time);
            facts.add(fact);
        }

        @Override
        public Mono<String> position(Instant time) {
            long known = times.stream().filter(seen -> !seen.isAfter(time)).count();
            return known == 0
                    ? Mono.error(new InsightsException.AsOfOutOfRange("as_of: " + time))
                    : Mono.just(Long.toString(known));
        }

        @Override
        public Flux<Fact> catalog(String position) {
            return Flux.fromStream(() -> upTo(position).filter(fact -> !(fact instanceof SourcedFact)));
        }

        @Override
        public Flux<Fact> facts(String position, Collection<SourceKey> keys) {
            return Flux.fromStream(() -> upTo(position)
                    .filter(fact -> fact instanceof SourcedFact sourced && keys.contains(sourced.sourceKey())));
        }

        private Stream<Fact> upTo(String position) {
            readings++;
            return List.copyOf(facts).stream().limit(Long.parseLong(position));
        }
    }
}
