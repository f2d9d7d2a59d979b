package io.fawkes.dataapi.grpc;

import com.google.protobuf.Message;
import io.fawkes.dataapi.domain.catalog.CatalogProblem;
import io.fawkes.dataapi.domain.catalog.CatalogSync;
import io.fawkes.dataapi.domain.catalog.CatalogSyncs;
import io.fawkes.dataapi.v1.CatalogSource;
import io.fawkes.dataapi.v1.ListCatalogSourcesResponse;
import io.fawkes.runtime.rpc.Pages;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The catalogs that are followed, for callers.
 *
 * @param syncs how following them went
 */
record CatalogSourceRpcs(CatalogSyncs syncs) {

    Mono<Message> listed(Message request) {
        var asked = new RequestFields(request);
        int size = Pages.size(asked.number("page_size"));
        String after = Pages.position(
                        asked.text("page_token"), DataApiStatuses::pageTokenInvalid, parts -> parts.getFirst())
                .orElse("");
        return syncs.list(after, size + 1).collectList().map(read -> page(read, size));
    }

    private static ListCatalogSourcesResponse page(List<CatalogSync> read, int size) {
        return ListCatalogSourcesResponse.newBuilder()
                .addAllCatalogSources(Pages.rows(read, size).stream()
                        .map(CatalogSourceRpcs::source)
                        .toList())
                .setNextPageToken(Pages.next(read, size, last -> Pages.token(last.name())))
                .build();
    }

    private static CatalogSource source(CatalogSync sync) {
        var source = CatalogSource.newBuilder()
                .setName(sync.name())
                .setUri(sync.uri())
                .setAttemptTime(Times.timestamp(sync.attemptedAt()))
                .setFailure(sync.failure())
                .setComponentCount(sync.components())
                .setChangeCount(sync.changes())
                .setProblemCount(sync.problemCount());
        sync.syncedAt().map(Times::timestamp).ifPresent(source::setSyncTime);
        sync.problems().stream().map(CatalogSourceRpcs::problem).forEach(source::addProblems);
        return source.build();
    }

    private static io.fawkes.dataapi.v1.CatalogProblem problem(CatalogProblem problem) {
        return io.fawkes.dataapi.v1.CatalogProblem.newBuilder()
                .setEntity(problem.entity())
                .setPlace(problem.place())
                .setText(problem.text())
                .build();
    }
}
