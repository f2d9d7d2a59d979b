package io.fawkes.dataapi.argocd;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.dataapi.domain.backfill.Backfill;
import io.fawkes.dataapi.domain.backfill.BackfillPeer;
import io.fawkes.dataapi.domain.backfill.Page;
import io.fawkes.dataapi.domain.backfill.Page.Item;
import io.fawkes.dataapi.domain.backfill.ToldFacts;
import io.fawkes.dataapi.domain.fact.FactKey;
import io.fawkes.dataapi.rest.RestPages;
import io.fawkes.dataapi.rest.RestPeer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What applications remember: their last ten or so operations that were applied, and the last operation of all. What a
 * notification told in full is not told again: history knows less.
 */
public final class ArgoCdHistory implements BackfillPeer {

    private static final int KNOWN_AT_ONCE = 25;
    private static final String LISTING = "/api/v1/applications?fields="
            + RestPages.encoded(String.join(
                    ",",
                    "items.metadata.name",
                    "items.metadata.namespace",
                    "items.metadata.labels",
                    "items.spec.destination",
                    "items.status.history",
                    "items.status.health",
                    "items.status.summary",
                    "items.status.operationState.phase",
                    "items.status.operationState.startedAt",
                    "items.status.operationState.finishedAt",
                    "items.status.operationState.operation.initiatedBy",
                    "items.status.operationState.syncResult.revision",
                    "items.status.operationState.syncResult.revisions"));

    private final RestPeer rest;
    private final ToldFacts facts;

    public ArgoCdHistory(RestPeer rest, ToldFacts facts) {
        this.rest = rest;
        this.facts = facts;
    }

    /** One page: Argo CD lists all applications at once. */
    @Override
    public Mono<Page> read(Backfill backfill) {
        String[] scope = backfill.scope().split("/", 2);
        String filter = scope[0].equals("projects") ? "&projects=" : "&name=";
        Predicate<JsonNode> asked = scope[0].equals("projects")
                ? _ -> true
                : application -> application.at("/metadata/name").asText().equals(scope[1]);
        return page(LISTING + filter + RestPages.encoded(scope[1]), asked, backfill::wants);
    }

    /** What nobody told of any application. */
    public Mono<Page> untold() {
        return page(LISTING, _ -> true, _ -> true);
    }

    private Mono<Page> page(String target, Predicate<JsonNode> asked, Predicate<Instant> wanted) {
        String address = rest.access().base().toString();
        return RestPages.object(rest, target)
                .flatMapMany(
                        answer -> Flux.fromStream(() -> answer.path("items").valueStream()))
                .filter(asked)
                .map(application -> new PastApplication(application, address))
                .buffer(KNOWN_AT_ONCE)
                .concatMap(applications -> untold(applications, wanted))
                .collectList()
                .map(items -> new Page(items, Optional.empty()));
    }

    private Flux<Item> untold(List<PastApplication> applications, Predicate<Instant> wanted) {
        Set<FactKey> keys = applications.stream()
                .flatMap(application -> application.keys().stream())
                .collect(Collectors.toUnmodifiableSet());
        return facts.known(keys)
                .flatMapIterable(known -> applications.stream()
                        .flatMap(application -> application.untold(known, wanted).stream())
                        .toList());
    }
}
