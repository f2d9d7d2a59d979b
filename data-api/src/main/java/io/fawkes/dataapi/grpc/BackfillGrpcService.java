package io.fawkes.dataapi.grpc;

import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.backfill.Backfill;
import io.fawkes.dataapi.domain.backfill.BackfillListing;
import io.fawkes.dataapi.domain.backfill.BackfillSource;
import io.fawkes.dataapi.domain.backfill.Backfills;
import io.fawkes.dataapi.domain.backfill.EditBackfills;
import io.fawkes.dataapi.domain.backfill.Page.Rejected;
import io.fawkes.dataapi.domain.backfill.Progress;
import io.fawkes.dataapi.domain.filter.ListQuery.Listed;
import io.fawkes.dataapi.v1.BackfillRejection;
import io.fawkes.dataapi.v1.BackfillState;
import io.fawkes.dataapi.v1.CancelBackfillRequest;
import io.fawkes.dataapi.v1.CreateBackfillRequest;
import io.fawkes.dataapi.v1.GetBackfillRequest;
import io.fawkes.dataapi.v1.ListBackfillsRequest;
import io.fawkes.dataapi.v1.ListBackfillsResponse;
import io.fawkes.dataapi.v1.ReactorBackfillServiceGrpc;
import io.fawkes.dataapi.v1.ResumeBackfillRequest;
import io.fawkes.runtime.rpc.RpcEdge;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Backfills as rpcs. */
public final class BackfillGrpcService extends ReactorBackfillServiceGrpc.BackfillServiceImplBase {

    /** 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z, between which protobuf's times lie. */
    private static final long FIRST_SECOND = -62_135_596_800L;

    private static final long LAST_SECOND = 253_402_300_799L;

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final EditBackfills edit;
    private final Backfills backfills;
    private final Supplier<UUID> ids;

    /** @param ids ids of backfills that callers gave none */
    public BackfillGrpcService(EditBackfills edit, Backfills backfills, Supplier<UUID> ids) {
        this.edit = edit;
        this.backfills = backfills;
        this.ids = ids;
    }

    @Override
    public Mono<io.fawkes.dataapi.v1.Backfill> createBackfill(CreateBackfillRequest request) {
        return edge.one(() -> {
            Bytes payload =
                    Bytes.of(request.toBuilder().clearRequestId().build().toByteArray());
            var asked = request.getBackfill();
            return edit.create(
                            request.getBackfillId().isEmpty() ? "b" + ids.get() : request.getBackfillId(),
                            source(asked),
                            asked.getScope(),
                            time("backfill.since_time", asked.hasSinceTime(), asked.getSinceTime()),
                            time("backfill.until_time", asked.hasUntilTime(), asked.getUntilTime()),
                            RequestId.of(request.getRequestId(), payload.sha256()))
                    .map(backfill -> rendered(backfill).build());
        });
    }

    private static BackfillSource source(io.fawkes.dataapi.v1.Backfill asked) {
        return switch (asked.getSource()) {
            case BACKFILL_SOURCE_GITHUB -> BackfillSource.GITHUB;
            case BACKFILL_SOURCE_ARGOCD -> BackfillSource.ARGOCD;
            case BACKFILL_SOURCE_JENKINS -> BackfillSource.JENKINS;
            case BACKFILL_SOURCE_UNSPECIFIED, UNRECOGNIZED ->
                throw new InvalidField("backfill.source", asked.getSource() + " (expected: GITHUB, ARGOCD or JENKINS)");
        };
    }

    private static Optional<Instant> time(String field, boolean given, Timestamp time) {
        if (time.getSeconds() < FIRST_SECOND || time.getSeconds() > LAST_SECOND) {
            throw new InvalidField(field, time.getSeconds() + " (expected: seconds of the years 1 to 9999)");
        }
        return given
                ? Optional.of(Instant.ofEpochSecond(time.getSeconds(), time.getNanos())
                        .truncatedTo(ChronoUnit.MICROS))
                : Optional.empty();
    }

    @Override
    public Mono<io.fawkes.dataapi.v1.Backfill> getBackfill(GetBackfillRequest request) {
        return edge.one(() -> backfills
                .find(id(request.getName()))
                .switchIfEmpty(Mono.error(() -> new UnknownResource(request.getName())))
                .flatMap(backfill -> backfills
                        .rejections(backfill.id())
                        .collectList()
                        .map(rejected -> rendered(backfill)
                                .addAllRejections(rejected.stream()
                                        .map(BackfillGrpcService::rejection)
                                        .toList())
                                .build())));
    }

    private static BackfillRejection rejection(Rejected rejected) {
        return BackfillRejection.newBuilder()
                .setItem(rejected.item())
                .setDetail(rejected.detail())
                .build();
    }

    @Override
    public Mono<ListBackfillsResponse> listBackfills(ListBackfillsRequest request) {
        return edge.one(() -> {
            var asked = ListArguments.of(request, Backfill.COLLECTION, BackfillListing.LISTING);
            return backfills.list(asked.query(Optional.empty())).collectList().map(read -> page(asked, read));
        });
    }

    private static ListBackfillsResponse page(ListArguments asked, List<Listed<Backfill>> read) {
        var response = ListBackfillsResponse.newBuilder().setNextPageToken(asked.next(read));
        asked.rows(read).forEach(backfill -> response.addBackfills(rendered(backfill)));
        return response.build();
    }

    @Override
    public Mono<io.fawkes.dataapi.v1.Backfill> cancelBackfill(CancelBackfillRequest request) {
        return edge.one(() -> edit.cancel(id(request.getName()))
                .map(backfill -> rendered(backfill).build()));
    }

    @Override
    public Mono<io.fawkes.dataapi.v1.Backfill> resumeBackfill(ResumeBackfillRequest request) {
        return edge.one(() -> edit.resume(id(request.getName()))
                .map(backfill -> rendered(backfill).build()));
    }

    private static String id(String name) {
        if (!name.startsWith(Backfill.COLLECTION)) {
            throw new UnknownResource(name);
        }
        return name.substring(Backfill.COLLECTION.length());
    }

    private static io.fawkes.dataapi.v1.Backfill.Builder rendered(Backfill backfill) {
        Progress progress = backfill.progress();
        var rendered = io.fawkes.dataapi.v1.Backfill.newBuilder()
                .setName(backfill.name())
                .setSourceValue(backfill.source().code())
                .setScope(backfill.scope())
                .setState(BackfillState.forNumber(backfill.state().code()))
                .setPageCount(progress.pages())
                .setItemCount(progress.items())
                .setFactCount(progress.facts())
                .setDuplicateCount(progress.duplicates())
                .setRejectedCount(progress.rejected())
                .setLastError(backfill.lastError())
                .setCreateTime(Times.timestamp(backfill.createdAt()))
                .setUpdateTime(Times.timestamp(backfill.updatedAt()));
        backfill.since().map(Times::timestamp).ifPresent(rendered::setSinceTime);
        backfill.until().map(Times::timestamp).ifPresent(rendered::setUntilTime);
        backfill.waitUntil().map(Times::timestamp).ifPresent(rendered::setWaitTime);
        return rendered;
    }
}
