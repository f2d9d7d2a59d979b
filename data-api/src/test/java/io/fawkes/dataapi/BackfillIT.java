package io.fawkes.dataapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fawkes.dataapi.argocd.ArgoCdHistory;
import io.fawkes.dataapi.domain.backfill.Backfill;
import io.fawkes.dataapi.domain.backfill.BackfillSource;
import io.fawkes.dataapi.domain.backfill.BackfillState;
import io.fawkes.dataapi.domain.backfill.EditBackfills;
import io.fawkes.dataapi.domain.backfill.Progress;
import io.fawkes.dataapi.domain.backfill.ReconcileHistory;
import io.fawkes.dataapi.domain.backfill.RunBackfills;
import io.fawkes.dataapi.github.GithubHistory;
import io.fawkes.dataapi.jenkins.JenkinsHistory;
import io.fawkes.dataapi.postgres.PostgresStorage;
import io.fawkes.dataapi.rest.RecordedServer;
import io.fawkes.dataapi.rest.RecordedServer.Answer;
import io.fawkes.dataapi.rest.RestAccess;
import io.fawkes.dataapi.rest.RestPeer;
import io.fawkes.runtime.testkit.Await;
import io.fawkes.runtime.testkit.Migrated;
import io.fawkes.runtime.testkit.PostgresExtension;
import io.fawkes.runtime.testkit.TestDatabase;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.Disposable;

/** Backfills on PostgreSQL from a server that replays pages, with a clock that the test turns. */
@ExtendWith(PostgresExtension.class)
class BackfillIT {

    private static final Instant NOW = Instant.parse("2026-03-09T12:00:00Z");
    private static final String PULLS = "/repos/octo/shop/pulls?state=all&sort=updated&direction=desc&per_page=10";
    private static final String DEPLOYMENTS = "/repos/octo/shop/deployments?per_page=30";
    private static final String SECOND = "/repositories/7/deployments?per_page=30&page=2";

    private final RecordedServer server = RecordedServer.start();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private TestDatabase database;
    private PostgresStorage storage;

    @BeforeEach
    void open(@Migrated("data-api") TestDatabase ofTheTest) {
        database = ofTheTest;
        storage = opened();
        server.on(
                        DEPLOYMENTS,
                        Answer.json("[" + deployment(3) + "," + deployment(2) + "]")
                                .before(SECOND))
                .on(SECOND, Answer.json("[" + deployment(1) + "]"))
                .on(PULLS, Answer.json("[" + pull(5) + "]"))
                .on("/repos/octo/shop/pulls/5/commits?per_page=100", Answer.json("[" + commit() + "]"))
                .on("/repos/octo/shop/pulls/5/reviews?per_page=100", Answer.json("[" + review() + "]"));
        for (int id = 1; id <= 3; id++) {
            server.on(statuses(id), Answer.json("[" + status(id, "success") + "]"));
        }
    }

    @AfterEach
    void close() {
        storage.close();
        server.close();
    }

    @Test
    void everyPageIsReadOnceAndASecondBackfillChangesNothing() {
        ask("first", BackfillSource.GITHUB, "octo/shop");
        ask("second", BackfillSource.GITHUB, "octo/shop");

        Disposable process = process(storage);
        Backfill first = awaited("first", BackfillState.SUCCEEDED);
        Backfill second = awaited("second", BackfillState.SUCCEEDED);
        process.dispose();

        Progress progress = first.progress();
        assertEquals(4, progress.pages());
        assertEquals(4, progress.items());
        assertEquals(5, progress.facts() + second.progress().facts(), "three deployments, a pull request, its commit");
        assertEquals(10, sum(progress) + sum(second.progress()));
        assertEquals(0, progress.rejected());
    }

    private static long sum(Progress progress) {
        return progress.facts() + progress.duplicates();
    }

    @Test
    void aProcessThatDiesInAPageIsFollowedByOneThatGoesOnThere() {
        var never = new CountDownLatch(1);
        server.on(SECOND, Answer.json("[]").heldBy(never), Answer.json("[" + deployment(1) + "]"));
        ask("b", BackfillSource.GITHUB, "octo/shop");

        Disposable killed = process(storage);
        Await.until("the second page is asked for", () -> server.asked().contains(SECOND));
        killed.dispose();
        storage.close();
        storage = opened();
        assertEquals(1, found("b").progress().pages());

        Disposable next = process(storage);
        Backfill ended = awaited("b", BackfillState.SUCCEEDED);
        next.dispose();

        assertEquals(
                1, server.asked().stream().filter(DEPLOYMENTS::equals).count(), "what was committed is not read again");
        assertEquals(new Progress(4, 4, 5, 0, 0), ended.progress());
    }

    @Test
    void aRateLimitIsWaitedForWhereEverybodySeesIt() {
        Instant reset = NOW.plusSeconds(600);
        server.on(
                SECOND,
                Answer.of(403, "{\"message\":\"API rate limit exceeded\"}")
                        .with("x-ratelimit-remaining", "0")
                        .with("x-ratelimit-reset", String.valueOf(reset.getEpochSecond())),
                Answer.json("[" + deployment(1) + "]"));
        ask("b", BackfillSource.GITHUB, "octo/shop");

        Disposable process = process(storage);
        Backfill waiting = awaited("b", BackfillState.WAITING);
        assertEquals(Optional.of(reset.plusSeconds(1)), waiting.waitUntil());
        assertTrue(waiting.lastError().contains("rate limit"), waiting.lastError());
        now.set(reset.plusSeconds(1));
        Backfill ended = awaited("b", BackfillState.SUCCEEDED);
        process.dispose();

        assertEquals(new Progress(4, 4, 5, 0, 0), ended.progress());
        assertEquals("", ended.lastError());
    }

    @Test
    void aSourceThatStaysAwayEndsInAFailureThatCanBeResumed() {
        server.on(SECOND, Answer.of(503, "down"));
        ask("b", BackfillSource.GITHUB, "octo/shop");

        Disposable process = process(storage);
        for (int failure = 1; failure < 8; failure++) {
            int failures = failure;
            Await.until("failure " + failures, () -> found("b").failures() == failures);
            now.set(found("b").waitUntil().orElseThrow());
        }
        Backfill failed = awaited("b", BackfillState.FAILED);
        assertEquals("github: GET /repositories/7/deployments answers 503", failed.lastError());

        server.on(SECOND, Answer.json("[" + deployment(1) + "]"));
        Await.completed(edit().resume("b"));
        Backfill ended = awaited("b", BackfillState.SUCCEEDED);
        process.dispose();

        assertEquals(new Progress(4, 4, 5, 0, 0), ended.progress());
    }

    @Test
    void whatIsMalformedIsRejectedAndTheRestOfThePageIsKept() {
        String malformed = deployment(2).replace("\"environment\":\"production\"", "\"environment\":7");
        server.on(DEPLOYMENTS, Answer.json("[" + deployment(3) + "," + malformed + "]"));
        ask("b", BackfillSource.GITHUB, "octo/shop");

        Disposable process = process(storage);
        Backfill ended = awaited("b", BackfillState.SUCCEEDED);
        process.dispose();

        assertEquals(2, ended.progress().rejected(), "the deployment and its status");
        assertEquals(3, ended.progress().facts());
        var rejected = Await.values(storage.backfills().rejections("b")).getFirst();
        assertEquals("deployments/2", rejected.item());
        assertTrue(rejected.detail().startsWith("deployment.environment"), rejected.detail());
    }

    @Test
    void cancelledItStopsBeforeTheNextPageAndKeepsThisOne() {
        var latch = new CountDownLatch(1);
        server.on(SECOND, Answer.json("[" + deployment(1) + "]").heldBy(latch));
        ask("b", BackfillSource.GITHUB, "octo/shop");

        Disposable process = process(storage);
        Await.until("the second page is asked for", () -> server.asked().contains(SECOND));
        Await.completed(edit().cancel("b"));
        latch.countDown();
        Await.until("the page under way is kept", () -> found("b").progress().pages() == 2);
        process.dispose();

        assertEquals(BackfillState.CANCELLED, found("b").state());
        assertTrue(server.asked().stream().noneMatch(PULLS::equals));
    }

    @Test
    void onlyTheAskedTimeIsReadAndNoPageBeforeIt() {
        server.on(SECOND, Answer.of(500, "must not be asked"));
        Await.completed(edit().create(
                        "b",
                        BackfillSource.GITHUB,
                        "octo/shop",
                        Optional.of(Instant.parse("2026-03-03T00:00:00Z")),
                        Optional.empty(),
                        Optional.empty()));

        Disposable process = process(storage);
        Backfill ended = awaited("b", BackfillState.SUCCEEDED);
        process.dispose();

        assertEquals(2, ended.progress().items(), "the third deployment and the pull request");
    }

    @Test
    void jenkinsIsReadInRangesAndArgoCdsRollbackIsFound() {
        ask("j", BackfillSource.JENKINS, "shop/deploy it");
        Disposable process = process(storage);
        Backfill refused = awaited("j", BackfillState.FAILED);
        assertEquals("jenkins: GET /job/shop/job/deploy%20it/api/json answers 404", refused.lastError());

        String ranged = server.asked().getLast();
        server.on(ranged, Answer.json("{\"allBuilds\":[" + build(2) + "," + build(1) + "]}"));
        Await.completed(edit().resume("j"));
        assertEquals(
                new Progress(1, 2, 2, 0, 0),
                awaited("j", BackfillState.SUCCEEDED).progress());
        process.dispose();

        var argocd = new ArgoCdHistory(peer("argocd"), storage.told());
        var reconcile = new ReconcileHistory(argocd.untold(), storage.told(), now::get);
        server.on(applications(reconcile), Answer.json(APPLICATIONS));
        assertEquals(2, Await.value(reconcile.look()).missing());
        assertEquals(0, Await.value(reconcile.look()).missing(), "what it told is known");
    }

    /** The listing's target, which the first look asks for. */
    private String applications(ReconcileHistory reconcile) {
        Await.completed(reconcile.look().onErrorComplete());
        return server.asked().getLast();
    }

    private PostgresStorage opened() {
        return Await.value(PostgresStorage.open(database.config(), OpenTelemetry.noop(), now::get));
    }

    private Disposable process(PostgresStorage of) {
        var peers = Map.of(
                BackfillSource.GITHUB, new GithubHistory(peer("github")),
                BackfillSource.JENKINS, new JenkinsHistory(peer("jenkins"), Optional.empty()));
        return new RunBackfills(of.backfills(), Map.copyOf(peers), now::get, Duration.ofMillis(20), (_, _) -> {})
                .run()
                .subscribe();
    }

    private RestPeer peer(String name) {
        return new RestPeer(name, new RestAccess(server.uri(), Optional.empty()), now::get, Duration.ofMillis(1), 3);
    }

    private EditBackfills edit() {
        return new EditBackfills(storage.backfills(), EnumSet.allOf(BackfillSource.class), now::get);
    }

    private void ask(String id, BackfillSource source, String scope) {
        Await.completed(edit().create(id, source, scope, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private Backfill found(String id) {
        return Await.value(storage.backfills().find(id));
    }

    private Backfill awaited(String id, BackfillState state) {
        return Await.until("backfill " + id + " is " + state, () -> found(id), backfill -> backfill.state() == state);
    }

    private static String statuses(int id) {
        return "/repos/octo/shop/deployments/" + id + "/statuses?per_page=100";
    }

    private static String deployment(int id) {
        return """
                {"id":%1$d,"sha":"sha-%1$d","ref":"main","task":"deploy","environment":"production",
                 "production_environment":true,"creator":{"login":"octocat","type":"User"},
                 "created_at":"2026-03-0%1$dT10:00:00Z","updated_at":"2026-03-08T00:00:00Z",
                 "repository_url":"BASE/repos/octo/shop","url":"BASE/repos/octo/shop/deployments/%1$d"}
                """.formatted(id);
    }

    private static String status(int id, String state) {
        return "{\"id\":10%1$d,\"state\":\"%2$s\",\"created_at\":\"2026-03-0%1$dT10:05:00Z\"}".formatted(id, state);
    }

    private static String pull(int number) {
        return """
                {"id":900%1$d,"number":%1$d,"title":"Change it","state":"closed","html_url":"https://github.com/octo/shop/pull/%1$d",
                 "user":{"login":"octocat","type":"User"},"created_at":"2026-03-02T09:00:00Z","updated_at":"2026-03-04T09:00:00Z",
                 "closed_at":"2026-03-04T09:00:00Z","merged_at":"2026-03-04T09:00:00Z","merge_commit_sha":"f00d",
                 "head":{"ref":"change","sha":"c0ffee"},
                 "base":{"ref":"main","sha":"beef","repo":{"full_name":"octo/shop"}}}
                """.formatted(number);
    }

    private static String commit() {
        return """
                {"sha":"c0ffee","html_url":"https://github.com/octo/shop/commit/c0ffee","author":{"login":"octocat"},
                 "commit":{"author":{"name":"Octocat","date":"2026-03-02T08:00:00Z"},"message":"Change it"},
                 "parents":[{"sha":"beef"}]}
                """;
    }

    private static String review() {
        return """
                {"id":77,"user":{"login":"hubot","type":"User"},"state":"APPROVED","submitted_at":"2026-03-03T09:00:00Z"}
                """;
    }

    private static String build(int number) {
        return """
                {"number":%1$d,"url":"https://jenkins.example.com/job/shop/job/deploy%%20it/%1$d/","timestamp":177253200%1$d000,
                 "duration":90000,"result":"SUCCESS","building":false,"actions":[{}]}
                """.formatted(number);
    }

    private static final String APPLICATIONS = """
            {"items":[{"metadata":{"name":"checkout","namespace":"argocd","labels":{"fawkes.io/environment":"production"}},
              "spec":{"destination":{"namespace":"shop"}},
              "status":{"health":{"status":"Healthy"},"summary":{"images":["example.com/checkout:3f8a1c2"]},
                "history":[{"id":1,"deployStartedAt":"2026-03-01T10:00:00Z","deployedAt":"2026-03-01T10:01:00Z","revision":"c1"},
                           {"id":2,"deployStartedAt":"2026-03-02T10:00:00Z","deployedAt":"2026-03-02T10:01:00Z","revision":"c0"}],
                "operationState":{"phase":"Succeeded","startedAt":"2026-03-02T10:00:00Z","finishedAt":"2026-03-02T10:01:00Z",
                  "operation":{"initiatedBy":{"username":"octocat"}},"syncResult":{"revision":"c0"}}}}]}
            """;
}
