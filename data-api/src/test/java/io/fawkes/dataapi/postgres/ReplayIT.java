package io.fawkes.dataapi.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.domain.DataApiException.DeliveryRejected;
import io.fawkes.dataapi.domain.DataApiException.NotReplayable;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.feed.FeedCursor;
import io.fawkes.dataapi.domain.feed.FeedPage;
import io.fawkes.dataapi.domain.filter.ListQuery;
import io.fawkes.dataapi.domain.inbox.Delivery;
import io.fawkes.dataapi.domain.inbox.Delivery.BodyState;
import io.fawkes.dataapi.domain.inbox.Delivery.Outcome;
import io.fawkes.dataapi.domain.inbox.Inbox;
import io.fawkes.dataapi.domain.inbox.InboxListing;
import io.fawkes.dataapi.domain.inbox.ReceiveDelivery;
import io.fawkes.dataapi.domain.inbox.Rejection;
import io.fawkes.dataapi.domain.inbox.Replay;
import io.fawkes.dataapi.domain.inbox.ReplayDeliveries;
import io.fawkes.dataapi.domain.inbox.ReplayDelivery;
import io.fawkes.dataapi.domain.inbox.ReplayTally;
import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.domain.inbox.WebhookRequest;
import io.fawkes.dataapi.domain.inbox.WebhookSource;
import io.fawkes.dataapi.github.GithubBodies;
import io.fawkes.dataapi.github.GithubSource;
import io.fawkes.runtime.postgres.Database;
import io.fawkes.runtime.postgres.Leases;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ReplayIT {

    private static final WebhookSource TODAY = new GithubSource(List.of(GithubBodies.SECRET), Set.of("incident"));

    private final InstantSource clock = InstantSource.system();
    private TestDatabase database;
    private PostgresStorage storage;
    private Inbox inbox;
    private ReplayDelivery replays;

    @BeforeEach
    void open(@Migrated("data-api") TestDatabase given) {
        database = given;
        storage = StorageFixture.open(given);
        inbox = storage.inbox();
        replays = new ReplayDelivery(List.of(TODAY), inbox, clock);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void whatAnEarlierAdapterRefusedBecomesAFactWhenItIsReadAgain() {
        Delivery refused = refused("deployment");

        Replay replay = Await.value(replays.replay(refused.id()));

        assertEquals(Outcome.ACCEPTED, replay.outcome());
        assertEquals(1, replay.changed().size());
        Delivery now = find(refused.id());
        assertEquals(Outcome.ACCEPTED, now.outcome());
        assertEquals(Optional.empty(), now.rejection());
        assertEquals(replay.changed(), now.facts());
        assertEquals(1, now.since().replays());
        assertTrue(now.since().replayedAt().isPresent());
        assertEquals(1, feed());
    }

    @Test
    void replayingWhatIsKnownWritesNothingAndLeavesItAccepted() {
        Delivery kept = Await.value(received(TODAY, GithubBodies.signed("deployment", body("deployment"))));

        Replay replay = Await.value(replays.replay(kept.id()));
        Await.value(replays.replay(kept.id()));

        assertEquals(Outcome.DUPLICATE, replay.outcome());
        assertEquals(Outcome.ACCEPTED, find(kept.id()).outcome());
        assertEquals(kept.facts(), find(kept.id()).facts());
        assertEquals(2, find(kept.id()).since().replays());
        assertEquals(1, feed());
    }

    @Test
    void aReadingThatIsRefusedIsAnAnswerAndStaysVisible() {
        Delivery refused = Await.value(rejected(TODAY, GithubBodies.signed("gollum", body("deployment"))));

        Replay replay = Await.value(replays.replay(refused.id()));

        assertEquals(Outcome.REJECTED, replay.outcome());
        assertEquals(
                Rejection.Reason.EVENT_UNKNOWN,
                find(refused.id()).rejection().orElseThrow().reason());
        assertEquals(1, find(refused.id()).since().replays());
    }

    @Test
    void whatAStrangerSentIsNeverReplayed() {
        Delivery forged =
                Await.value(rejected(TODAY, GithubBodies.signed("deployment", bytes("deployment"), "a guess")));

        var obstacle = assertThrows(NotReplayable.class, () -> Await.value(replays.replay(forged.id())));

        assertEquals(NotReplayable.Why.DELIVERY_UNTRUSTED, obstacle.why());
        assertEquals(0, find(forged.id()).since().replays());
        assertEquals(0, feed());
    }

    @Test
    void aDeliveryThatNobodyKnowsIsSaidSo() {
        assertThrows(UnknownResource.class, () -> Await.value(replays.replay(UUID.randomUUID())));
    }

    @Test
    void aRehearsalWritesNothing() {
        Delivery refused = refused("deployment");

        Replay rehearsal = Await.value(replays.rehearse(refused.id()));

        assertEquals(Outcome.ACCEPTED, rehearsal.outcome());
        assertEquals(Outcome.REJECTED, find(refused.id()).outcome());
        assertEquals(0, find(refused.id()).since().replays());
        assertEquals(0, feed());
    }

    @Tag("full")
    @Test
    void aFilterReplaysPageAfterPageAndCountsWhatStillFails() {
        for (int i = 0; i < ReplayDeliveries.PAGE + 2; i++) {
            refused("deployment");
        }
        Await.value(rejected(TODAY, GithubBodies.signed("gollum", body("deployment"))));
        Delivery forged =
                Await.value(rejected(TODAY, GithubBodies.signed("deployment", bytes("deployment"), "a guess")));

        ReplayTally tally = Await.value(many().replay(query("outcome = REJECTED"), Instant.MAX));

        assertEquals(ReplayDeliveries.PAGE + 2, tally.accepted() + tally.duplicate());
        assertTrue(tally.accepted() >= 1, tally.toString());
        assertEquals(1, tally.rejected());
        assertEquals(1, tally.skipped());
        assertEquals(
                List.of("DELIVERY_UNTRUSTED", "EVENT_UNKNOWN"),
                tally.failures().stream()
                        .map(ReplayTally.Failure::reason)
                        .sorted()
                        .toList());
        assertTrue(
                tally.failures().stream().anyMatch(failure -> failure.delivery().equals(forged.name())));
        assertEquals(Optional.empty(), tally.next());
        assertEquals(1, feed());
    }

    @Tag("full")
    @Test
    void aReplayWhoseTimeIsOverSaysWhereToGoOn() {
        for (int i = 0; i < ReplayDeliveries.PAGE + 1; i++) {
            refused("ping");
        }

        ReplayTally first = Await.value(many().rehearse(query("source = github"), Instant.MIN));
        ReplayTally rest = Await.value(
                many().rehearse(query("source = github").after(first.next().orElseThrow()), Instant.MIN));

        assertEquals(ReplayDeliveries.PAGE, first.accepted());
        assertEquals(1, rest.accepted());
        assertEquals(Optional.empty(), rest.next());
    }

    @Test
    void aBodyWhoseTimeIsOverIsEmptiedAndSaidToBe() {
        Delivery kept = Await.value(received(TODAY, GithubBodies.signed("deployment", body("deployment"))));

        try (Database serving = Database.open(database.config(), OpenTelemetry.noop())) {
            var lease = Await.value(new Leases(serving, "a test").acquire("a-lease", Duration.ofMinutes(5)));
            assertEquals(0, Await.value(new BodyRetention(serving, Duration.ofDays(30)).round(lease)));
            assertEquals(1, Await.value(new BodyRetention(serving, Duration.ofNanos(1)).round(lease)));
        }

        Delivery now = find(kept.id());
        assertEquals(BodyState.EXPIRED, now.since().body());
        assertTrue(now.since().emptiedAt().isPresent());
        assertEquals(0, now.body().size());
        assertEquals(kept.facts(), now.facts());
        var obstacle = assertThrows(NotReplayable.class, () -> Await.value(replays.replay(kept.id())));
        assertEquals(NotReplayable.Why.DELIVERY_BODY_GONE, obstacle.why());
        assertEquals(
                1,
                Await.value(many().replay(query("body_state = EXPIRED"), Instant.MAX))
                        .skipped());
    }

    private ReplayDeliveries many() {
        return new ReplayDeliveries(replays, inbox, clock);
    }

    private static ListQuery query(String filter) {
        return new ListQuery(
                InboxListing.LISTING.condition(filter),
                InboxListing.LISTING.usual(),
                ReplayDeliveries.PAGE + 1,
                Optional.empty(),
                Optional.empty());
    }

    /** By an adapter that could read none of it. */
    private Delivery refused(String event) {
        return Await.value(rejected(new Yesterday(), GithubBodies.signed(event, body(event))));
    }

    private reactor.core.publisher.Mono<Delivery> received(WebhookSource source, WebhookRequest request) {
        return new ReceiveDelivery(List.of(source), inbox, clock, UUID::randomUUID).receive(request);
    }

    private reactor.core.publisher.Mono<Delivery> rejected(WebhookSource source, WebhookRequest request) {
        return received(source, request)
                .onErrorResume(
                        DeliveryRejected.class,
                        error -> inbox.find(UUID.fromString(error.delivery().substring("deliveries/".length()))));
    }

    private static String body(String event) {
        return GithubBodies.body(event);
    }

    private static byte[] bytes(String event) {
        return body(event).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private Delivery find(UUID id) {
        return Await.value(inbox.find(id));
    }

    private int feed() {
        return Await.until(
                        "the feed catches up",
                        () -> Await.value(storage.log().after(FeedCursor.BEGINNING)),
                        FeedPage::caughtUp)
                .facts()
                .size();
    }

    private static final class Yesterday implements WebhookSource {

        @Override
        public String name() {
            return "github";
        }

        @Override
        public Optional<Rejection> doubt(WebhookRequest request, Instant now) {
            return TODAY.doubt(request, now);
        }

        @Override
        public Understanding read(WebhookRequest request, Instant receivedAt) {
            return Understanding.refused(Rejection.Reason.EVENT_UNKNOWN, "event: not known yet");
        }
    }
}
