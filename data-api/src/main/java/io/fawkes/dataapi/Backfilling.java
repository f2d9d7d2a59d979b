package io.fawkes.dataapi;

import io.fawkes.dataapi.argocd.ArgoCdHistory;
import io.fawkes.dataapi.domain.backfill.Backfill;
import io.fawkes.dataapi.domain.backfill.BackfillPeer;
import io.fawkes.dataapi.domain.backfill.BackfillSource;
import io.fawkes.dataapi.domain.backfill.EditBackfills;
import io.fawkes.dataapi.domain.backfill.PeerFailure;
import io.fawkes.dataapi.domain.backfill.ReconcileHistory;
import io.fawkes.dataapi.domain.backfill.ReconcileHistory.Look;
import io.fawkes.dataapi.domain.backfill.RunBackfills;
import io.fawkes.dataapi.github.GithubHistory;
import io.fawkes.dataapi.grpc.BackfillGrpcService;
import io.fawkes.dataapi.jenkins.JenkinsHistory;
import io.fawkes.dataapi.postgres.LeasedRounds;
import io.fawkes.dataapi.postgres.PostgresStorage;
import io.fawkes.dataapi.rest.RestAccess;
import io.fawkes.dataapi.rest.RestPeer;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** The reading of sources' past, put together: backfills, and the look at Argo CD's history. Ends with {@link #close}. */
final class Backfilling implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Backfilling.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration TERM = Duration.ofSeconds(15);
    private static final int REDIRECTS_OF_GITHUB = 3;

    private final Disposable work;

    private Backfilling(Disposable work) {
        this.work = work;
    }

    static BackfillGrpcService rpcs(PeersConfig config, PostgresStorage storage, InstantSource clock) {
        var backfills = storage.backfills();
        return new BackfillGrpcService(
                new EditBackfills(backfills, config.access().keySet(), clock), backfills, UUID::randomUUID);
    }

    static Backfilling start(
            DataApiConfig config, PostgresStorage storage, OpenTelemetry telemetry, InstantSource clock) {
        Map<BackfillSource, BackfillPeer> peers = new EnumMap<>(BackfillSource.class);
        var work = Disposables.composite();
        config.peers().access().forEach((source, access) -> {
            RestPeer rest = rest(source, access, clock);
            switch (source) {
                case GITHUB -> peers.put(source, new GithubHistory(rest));
                case JENKINS -> peers.put(source, new JenkinsHistory(rest, config.jenkinsDeployJobs()));
                case ARGOCD -> {
                    var argocd = new ArgoCdHistory(rest, storage.told());
                    peers.put(source, argocd);
                    work.add(reconciling(argocd, config.peers().reconcileEvery(), storage, telemetry, clock));
                }
            }
        });
        work.add(LeasedRounds.again(
                        "backfills were interrupted; trying again",
                        new RunBackfills(storage.backfills(), peers, clock, LOOK, Backfilling::tell).run())
                .subscribe());
        return new Backfilling(work);
    }

    private static RestPeer rest(BackfillSource source, RestAccess access, InstantSource clock) {
        int redirects = source == BackfillSource.GITHUB ? REDIRECTS_OF_GITHUB : 0;
        return new RestPeer(source.name().toLowerCase(Locale.ROOT), access, clock, FIRST_PAUSE, redirects);
    }

    /** One look after the other in one process at a time; one that fails is told and the next comes in its time. */
    private static Disposable reconciling(
            ArgoCdHistory argocd,
            Duration every,
            PostgresStorage storage,
            OpenTelemetry telemetry,
            InstantSource clock) {
        var gauges = ReconcileGauges.of(telemetry);
        var reconcile = new ReconcileHistory(argocd.untold(), storage.told(), clock);
        LeasedRounds looks = storage.upkeep()
                .rounds(
                        new LeasedRounds.Schedule(
                                "argocd-history",
                                TERM,
                                every,
                                "the look at Argo CD's history was interrupted; trying again"),
                        reconcile.look().doOnNext(gauges::tell).onErrorResume(Backfilling::told));
        return looks::close;
    }

    private static void tell(Backfill backfill, PeerFailure failure) {
        LOG.atWarn()
                .setCause(failure)
                .addKeyValue("backfill", backfill.name())
                .log("a page of a backfill could not be read");
    }

    private static Mono<Look> told(Throwable failure) {
        LOG.atWarn().setCause(failure).log("Argo CD's history could not be read; looking again");
        return Mono.empty();
    }

    @Override
    public void close() {
        work.dispose();
    }
}
