package io.fawkes.dataapi.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.dataapi.domain.backfill.Backfill;
import io.fawkes.dataapi.domain.backfill.BackfillPeer;
import io.fawkes.dataapi.domain.backfill.Page;
import io.fawkes.dataapi.domain.backfill.Page.Item;
import io.fawkes.dataapi.rest.RestPages;
import io.fawkes.dataapi.rest.RestPages.Rows;
import io.fawkes.dataapi.rest.RestPeer;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A repository's past: deployments with their statuses, then pull requests with commits and reviews, newest first; at last
 * once more those pull requests that changed meanwhile, which moved to a page that was read already.
 */
public final class GithubHistory implements BackfillPeer {

    private final RestPeer rest;

    public GithubHistory(RestPeer rest) {
        this.rest = rest;
    }

    @Override
    public Mono<Page> read(Backfill backfill) {
        Place place = Place.of(backfill);
        return RestPages.rows(rest, place.target()).flatMap(rows -> page(backfill, place, rows));
    }

    private Mono<Page> page(Backfill backfill, Place place, Rows rows) {
        Stage stage = place.stage();
        boolean ended = rows.rows().stream()
                .flatMap(row -> stage.time(row).stream())
                .anyMatch(time -> isBefore(backfill, stage, time));
        Optional<String> next = rows.next().filter(_ -> !ended);
        return Flux.fromIterable(rows.rows())
                .filter(row -> stage.time(row)
                        .map(time -> wants(backfill, stage, time))
                        .orElse(true))
                .concatMap(row -> item(backfill, stage, row))
                .collectList()
                .map(items -> new Page(items, place.after(backfill, next)));
    }

    private static boolean wants(Backfill backfill, Stage stage, Instant time) {
        return backfill.wants(time) && !isBefore(backfill, stage, time);
    }

    private static boolean isBefore(Backfill backfill, Stage stage, Instant time) {
        return backfill.precedes(time) || (stage == Stage.CHANGED_PULLS && time.isBefore(backfill.createdAt()));
    }

    private Mono<Item> item(Backfill backfill, Stage stage, JsonNode row) {
        return switch (stage) {
            case DEPLOYMENTS -> deployment(PastDeployment.of(backfill.scope(), row));
            case PULLS, CHANGED_PULLS -> pull(PastPull.of(backfill.scope(), row));
        };
    }

    private Mono<Item> deployment(PastDeployment deployment) {
        return deployment
                .statuses()
                .map(target -> RestPages.all(rest, target).map(deployment::item))
                .orElseGet(() -> Mono.fromSupplier(deployment::item));
    }

    private Mono<Item> pull(PastPull pull) {
        return pull.target()
                .map(target -> Mono.zip(
                        RestPages.all(rest, target + "/commits?per_page=100"),
                        RestPages.all(rest, target + "/reviews?per_page=100"),
                        pull::item))
                .orElseGet(() -> Mono.fromSupplier(pull::item));
    }
}
