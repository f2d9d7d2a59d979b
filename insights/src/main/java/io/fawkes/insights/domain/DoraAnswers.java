package io.fawkes.insights.domain;

import io.fawkes.insights.domain.dora.DeploymentStory;
import io.fawkes.insights.domain.dora.DoraAnswer;
import io.fawkes.insights.domain.dora.DoraReport;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.dora.Headline;
import io.fawkes.insights.domain.dora.Restatement;
import io.fawkes.insights.domain.dora.Restatements;
import io.fawkes.insights.domain.dora.Terms;
import io.fawkes.insights.domain.timeline.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Answers questions for DORA metrics, once or for as long as somebody watches.
 *
 * <p>Watches of one question share one computation. Safe for concurrent use.
 */
public final class DoraAnswers {
    private static final Duration CALM = Duration.ofMillis(250);
    /** How far before the watermark the log can be read for certain. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    private final LiveFacts facts;
    private final PastFacts past;
    /** Answers are computed beside the fold, so that a large one holds up no message. */
    private final Scheduler computation = Schedulers.parallel();

    private final ConcurrentMap<DoraQuestion, Flux<DoraAnswer>> watches = new ConcurrentHashMap<>();

    /** Answers from what is known now only; every {@code as_of} is out of range. */
    public DoraAnswers(LiveFacts facts) {
        this(facts, new PastFacts(FactHistory.NONE, Policy.USUAL));
    }

    public DoraAnswers(LiveFacts facts, PastFacts past) {
        this.facts = facts;
        this.past = past;
    }

    /** The answer to {@code question} with the rows behind it. Fails with the refusals of {@link InsightsException}. */
    public Mono<DoraReport> report(DoraQuestion question) {
        return read(question)
                .publishOn(computation)
                .map(reading ->
                        DoraReport.of(question.inquiry(reading.watermark(), reading.policy()), reading.timelines()));
    }

    /**
     * The answers for the next {@code size} groups of {@code kind} whose ids come after {@code after}, in their order and about one
     * window. The group in {@code question} is not looked at. Fails as {@link #report} does.
     */
    public Mono<Comparison> compare(Group.Kind kind, DoraQuestion question, String after, int size) {
        Mono<List<Group>> groups = kind == Group.Kind.ENVIRONMENT ? environments(question) : groups(kind, question);
        return Mono.defer(() -> Mono.just(settled(question)))
                .flatMap(settled -> groups.map(found -> found.stream()
                                .filter(group -> group.id().compareTo(after) > 0)
                                .toList())
                        .flatMap(ahead -> Flux.fromIterable(ahead.subList(0, Math.min(size, ahead.size())))
                                .concatMap(group -> report(settled.about(group)), 1)
                                .map(DoraReport::answer)
                                .collectList()
                                .map(answers -> new Comparison(answers, size < ahead.size()))));
    }

    /**
     * Everything made of the production deployment {@code name} of the service that {@code question} is about; its window is not
     * looked at. Fails as {@link #report} does, and with {@link InsightsException.UnknownDeployment}.
     */
    public Mono<DeploymentStory> story(String name, DoraQuestion question) {
        return now(question)
                .flatMap(reading -> story(name, question, reading)
                        .flatMap(story -> story.time().isBefore(reading.horizon())
                                ? before(question, reading).flatMap(whole -> story(name, question, whole))
                                : Mono.just(story)));
    }

    private Mono<DeploymentStory> story(String name, DoraQuestion question, Reading reading) {
        return Mono.just(reading)
                .publishOn(computation)
                .map(found -> found.timelines().stream()
                        .flatMap(timeline ->
                                DeploymentStory.of(name, timeline, question.inquiry(found.watermark(), found.policy()))
                                        .stream())
                        .findFirst()
                        .orElseThrow(() -> new InsightsException.UnknownDeployment(name, question.group())));
    }

    private DoraQuestion settled(DoraQuestion question) {
        Instant asOf = question.asOf();
        return question.settled(
                asOf == null ? facts.watermark().orElseThrow(InsightsException.StillReading::new) : asOf);
    }

    /** A window of which something was forgotten is read from the log, as of now. */
    private Mono<Reading> read(DoraQuestion question) {
        return now(question)
                .flatMap(reading -> isForgotten(question, reading) ? before(question, reading) : Mono.just(reading));
    }

    /** What is in memory now, or was known at the time that is asked for. */
    private Mono<Reading> now(DoraQuestion question) {
        Instant asOf = question.asOf();
        return asOf == null ? facts.read(question.group()) : past.read(question.group(), asOf);
    }

    private Mono<Reading> before(DoraQuestion question, Reading reading) {
        return past.read(question.group(), reading.watermark().minus(SETTLED));
    }

    private static boolean isForgotten(DoraQuestion question, Reading reading) {
        return question.earliest(reading.watermark()).isBefore(reading.horizon());
    }

    private Mono<List<Group>> groups(Group.Kind kind, DoraQuestion question) {
        Instant asOf = question.asOf();
        return asOf == null ? facts.groups(kind) : past.groups(kind, asOf);
    }

    private Mono<List<Group>> environments(DoraQuestion question) {
        return read(question.about(Group.ORGANIZATION))
                .publishOn(computation)
                .map(reading -> reading.timelines().stream()
                        .flatMap(timeline -> timeline.environments().stream())
                        .distinct()
                        .map(environment -> new Group(Group.Kind.ENVIRONMENT, environment))
                        .sorted()
                        .toList());
    }

    /**
     * The answer to {@code question}, and again whenever it becomes another, at most every 250 ms; to a slow reader only
     * the latest. Fails as {@link #report} does, and with {@link InsightsException.WindowInvalid} for a window of which
     * something was forgotten; never ends.
     */
    public Flux<DoraAnswer> watch(DoraQuestion question) {
        return Flux.defer(() -> watches.computeIfAbsent(question, this::shared)).onBackpressureLatest();
    }

    /**
     * Headlines of the services, by name, over the usual window, as many as {@code most} hold: now, and after news, at most once
     * each {@code calm}. Fails only by a defect; never ends.
     */
    public Flux<Headlines> headlines(int most, Duration calm) {
        return Flux.concat(Mono.just(true), facts.progress().map(_ -> true))
                .onBackpressureLatest()
                .concatMap(
                        _ -> headlines(most)
                                .concatWith(Mono.delay(calm).then(Mono.empty()))
                                .onErrorComplete(InsightsException.class),
                        1);
    }

    private Mono<Headlines> headlines(int most) {
        return facts.groups(Group.Kind.SERVICE)
                .flatMap(services -> Flux.fromIterable(services)
                        .take(most)
                        .concatMap(this::headlinesOf, 1)
                        .collectList()
                        .map(told -> Headlines.of(told, services.size(), most)));
    }

    private Mono<List<Headline>> headlinesOf(Group service) {
        var question = new DoraQuestion(service, null, null, Terms.USUAL);
        return facts.read(service).publishOn(computation).map(reading -> {
            var report = DoraReport.of(question.inquiry(reading.watermark(), reading.policy()), reading.timelines());
            return Headline.of(report, reading.timelines().getFirst());
        });
    }

    /**
     * What was answered at {@code since} and reads otherwise now, about one window; by weeks unless the question names another bucket.
     * Fails as {@link #report} does.
     */
    public Mono<Restated> restated(DoraQuestion question, Instant since) {
        DoraQuestion parted = question.inParts();
        return report(parted.asOf(since))
                .flatMap(before -> report(parted.about(before.answer().inquiry().window()))
                        .publishOn(computation)
                        .map(after -> new Restated(before, after, Restatements.of(before, after))));
    }

    /**
     * One question answered twice.
     *
     * @param restatements what the answers differ in
     */
    public record Restated(DoraReport before, DoraReport after, List<Restatement> restatements) {}

    /** How many questions are being watched. */
    public int watched() {
        return watches.size();
    }

    private Flux<DoraAnswer> shared(DoraQuestion question) {
        return Flux.concat(Mono.just(true), facts.progress().map(_ -> true))
                .onBackpressureLatest()
                .concatMap(_ -> watched(question).concatWith(pause()), 1)
                .distinctUntilChanged(answer -> answer, (before, after) -> !after.differsFrom(before))
                .doFinally(_ -> watches.remove(question))
                .replay(1)
                .refCount();
    }

    /** The log is not read again with every news. */
    private Mono<DoraAnswer> watched(DoraQuestion question) {
        return now(question).publishOn(computation).map(reading -> {
            if (isForgotten(question, reading)) {
                throw new InsightsException.WindowInvalid(
                        "begins before %s (expected: a window from then on; older ones are answered, not watched)"
                                .formatted(reading.horizon()));
            }
            return DoraReport.of(question.inquiry(reading.watermark(), reading.policy()), reading.timelines())
                    .answer();
        });
    }

    private static Mono<DoraAnswer> pause() {
        return Mono.delay(CALM).then(Mono.empty());
    }

    /**
     * Some groups side by side.
     *
     * @param more whether there are groups after them
     */
    public record Comparison(List<DoraAnswer> answers, boolean more) {}
}
