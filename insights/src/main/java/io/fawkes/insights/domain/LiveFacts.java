package io.fawkes.insights.domain;

import io.fawkes.insights.domain.checkpoint.Restored;
import io.fawkes.insights.domain.dora.Group;
import io.fawkes.insights.domain.fact.FactBook;
import io.fawkes.insights.domain.fact.ServiceId;
import io.fawkes.insights.domain.fact.SourceKey;
import io.fawkes.insights.domain.timeline.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The live fold: follows the feed and keeps the timelines of all services.
 *
 * <p>One thread owns the book and the timelines: every message is a task of its own there, and so is every reading, so
 * that neither waits for more than one of the other. A timeline is folded anew on another, and only the one, after a fact of its service came. While
 * the feed is away readings go on, with a watermark that stands still. Start once, close once; safe for concurrent use.
 */
public final class LiveFacts implements AutoCloseable {
    /** How long a fold that began with a checkpoint waits for the feed before it counts as ready. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Of one that forgets nothing. */
    private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE);

    private static final Duration EVERY_SERVICE = Duration.ofDays(1);
    /** Services that are folded at the same time. */
    private static final int AT_ONCE = Runtime.getRuntime().availableProcessors();

    private final Duration reach;
    /** The one place where threads change: facts come on network threads and are folded here. */
    private final Scheduler fold = Schedulers.newSingle("insights-fold", true);
    /** A core each: folding waits for nothing. */
    private final Scheduler workers = Schedulers.newParallel("insights-timelines", AT_ONCE, true);

    private final Consumer<Throwable> onDefect;

    private final Sinks.Many<Instant> progress = Sinks.many().multicast().directBestEffort();
    private final Disposable following;

    // Owned by the fold's thread.
    private final FoldedBook folded;
    private int ahead;
    private @Nullable FactBook replacement;
    private String cursor = "";

    private volatile @Nullable Instant watermark;
    private volatile boolean caughtUp;
    private volatile boolean patienceOver;
    private volatile boolean broken;

    private LiveFacts(
            FactFeed feed, Policy policy, Duration reach, Optional<Restored> start, Consumer<Throwable> onDefect) {
        this.folded = new FoldedBook(
                policy, work -> Mono.fromCallable(work).subscribeOn(workers).publishOn(fold));
        this.reach = reach;
        this.onDefect = onDefect;
        start.ifPresent(this::adopt);
        fold.schedulePeriodically(this::outdateAll, EVERY_SERVICE.toHours(), EVERY_SERVICE.toHours(), TimeUnit.HOURS);
        this.following = feed.follow(cursor)
                .concatMap(message -> Mono.fromRunnable(() -> apply(message)).subscribeOn(fold), 1)
                .doOnError(_ -> broken = true)
                .subscribe(_ -> {}, onDefect);
    }

    /** Starts to follow {@code feed}; {@code onDefect} is told if that ends, which only a defect can bring about. */
    public static LiveFacts following(FactFeed feed, Policy policy, Consumer<Throwable> onDefect) {
        return following(feed, policy, EVER, onDefect);
    }

    /** The same, forgetting what no window needs that begins later than {@code reach} before the watermark. */
    public static LiveFacts following(FactFeed feed, Policy policy, Duration reach, Consumer<Throwable> onDefect) {
        return new LiveFacts(feed, policy, reach, Optional.empty(), onDefect);
    }

    /**
     * The same, from {@code start} on: answers at once, as of then. It is ready when it has caught up with the feed, or after
     * {@link #PATIENCE} if the feed is away, since old answers with their watermark are better than none.
     */
    public static LiveFacts resuming(
            FactFeed feed, Restored start, Policy policy, Duration reach, Consumer<Throwable> onDefect) {
        return new LiveFacts(feed, policy, reach, Optional.of(start), onDefect);
    }

    /** Whether it has once read all there was, and still follows. */
    public boolean isReady() {
        return !broken && (caughtUp || patienceOver);
    }

    /** Everything committed until then is known; empty while the facts are first being read. */
    public Optional<Instant> watermark() {
        return Optional.ofNullable(watermark);
    }

    private Instant horizon() {
        Instant seen = watermark;
        return seen == null || reach.equals(EVER) ? Instant.MIN : seen.minus(reach);
    }

    /** How many facts are known. */
    public Mono<Integer> size() {
        return Mono.fromCallable(() -> folded.book().size()).subscribeOn(fold);
    }

    /**
     * The timelines of {@code group} as they are now; each that must be folded is in a task of its own. Fails with
     * {@link InsightsException.StillReading}, {@link InsightsException.UnknownService} or
     * {@link InsightsException.UnknownGroup}.
     */
    Mono<Reading> read(Group group) {
        if (group.kind() == Group.Kind.SERVICE) {
            return reading(new ServiceId(group.id()));
        }
        return Mono.fromCallable(() -> folded.begin(group, seen()))
                .subscribeOn(fold)
                .flatMap(begun -> Flux.fromIterable(begun.outdated())
                        .flatMapSequential(this::reading, AT_ONCE, 1)
                        .reduce(begun.reading(), Reading::with));
    }

    private Mono<Reading> reading(ServiceId service) {
        return Mono.defer(() -> folded.reading(service, seen(), horizon())).subscribeOn(fold);
    }

    /** Every group of {@code kind} that the catalog tells of, in order. Fails with StillReading. */
    Mono<List<Group>> groups(Group.Kind kind) {
        return Mono.fromCallable(() -> groupsOf(kind)).subscribeOn(fold);
    }

    /** Signals that answers may have become others; a subscriber without demand misses signals. Never ends. */
    Flux<Instant> progress() {
        return progress.asFlux();
    }

    private List<Group> groupsOf(Group.Kind kind) {
        seen();
        return Group.among(folded.book().services(), kind);
    }

    private Instant seen() {
        Instant seen = watermark;
        if (seen == null) {
            throw new InsightsException.StillReading();
        }
        return seen;
    }

    private void apply(FeedMessage message) {
        if (message.fresh()) {
            replacement = new FactBook();
        }
        FactBook target = replacement == null ? folded.book() : replacement;
        message.facts().forEach(target::apply);
        if (message.caughtUp()) {
            adopt(target, message.readTime());
        }
        if (replacement == null) {
            cursor = message.cursor();
        }
        folded.outdateTouched();
        Instant seen = watermark;
        if (seen != null) {
            progress.tryEmitNext(seen);
            refoldSoon();
        }
    }

    /** Folds what was outdated before anybody asks for it, so that the next answer need not wait. */
    private void refoldSoon() {
        while (ahead < AT_ONCE && folded.isStale()) {
            ahead++;
            folded.foldNext(horizon())
                    .publishOn(fold)
                    .doFinally(_ -> refolded())
                    .subscribe(_ -> {}, this::tellDefect);
        }
    }

    /** Once this is closed, its thread refuses work, which is no defect and nothing to go on after. */
    private void refolded() {
        if (!fold.isDisposed()) {
            ahead--;
            refoldSoon();
        }
    }

    private void tellDefect(Throwable failure) {
        if (!fold.isDisposed()) {
            onDefect.accept(failure);
        }
    }

    /** What a service that is quiet has too much is found in the course of a day. */
    private void outdateAll() {
        folded.outdateAll();
        refoldSoon();
    }

    private void adopt(FactBook complete, Instant readTime) {
        if (complete != folded.book()) {
            folded.replace(complete);
            replacement = null;
        }
        Instant seen = watermark;
        watermark = seen == null || readTime.isAfter(seen) ? readTime : seen;
        caughtUp = true;
    }

    private void adopt(Restored start) {
        folded.replace(start.book());
        cursor = start.cursor();
        watermark = start.watermark();
        fold.schedule(this::refoldSoon);
        fold.schedule(() -> patienceOver = true, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is known now and where the feed goes on after it; empty while the facts are first being read or read anew. */
    public Mono<Snapshot> snapshot() {
        return Mono.<Snapshot>fromCallable(this::snapshotNow).subscribeOn(fold);
    }

    private @Nullable Snapshot snapshotNow() {
        Instant seen = watermark;
        return seen == null || replacement != null || cursor.isEmpty()
                ? null
                : new Snapshot(folded.book(), folded.book().sources(), cursor, seen);
    }

    /** The facts of {@code source}, packed; newer than {@code snapshot} they may be, older they are not. */
    public Mono<List<byte[]>> packed(Snapshot snapshot, SourceKey source) {
        return Mono.fromCallable(() -> snapshot.book.packed(source)).subscribeOn(fold);
    }

    /** What completes the facts of all sources, packed; to be asked for after them. */
    public Mono<byte[]> packedCatalog(Snapshot snapshot) {
        return Mono.fromCallable(snapshot.book::packedCatalog).subscribeOn(fold);
    }

    @Override
    public void close() {
        following.dispose();
        fold.dispose();
        workers.dispose();
    }

    /** What is known at one moment, to be packed source by source in tasks of their own. */
    public static final class Snapshot {
        private final FactBook book;
        private final List<SourceKey> sources;
        private final String cursor;
        private final Instant watermark;

        private Snapshot(FactBook book, List<SourceKey> sources, String cursor, Instant watermark) {
            this.book = book;
            this.sources = sources;
            this.cursor = cursor;
            this.watermark = watermark;
        }

        /** Source keys that had facts. */
        public List<SourceKey> sources() {
            return sources;
        }

        /** Where the feed goes on; everything before it is in the book. */
        public String cursor() {
            return cursor;
        }

        /** Everything committed until then is in the book. */
        public Instant watermark() {
            return watermark;
        }
    }
}
