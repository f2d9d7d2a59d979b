package io.fawkes.dataapi.domain.backfill;

import io.fawkes.dataapi.domain.fact.PlausibleTimes;
import io.fawkes.dataapi.domain.fact.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a source told at once: a unit of progress.
 *
 * @param items what was on it
 * @param next where the next page begins; empty if this was the last
 */
public record Page(List<Item> items, Optional<String> next) {

    /**
     * A thing on a page: a deployment, a pull request, an operation, a build.
     *
     * @param revisions what it says
     * @param rejections what of it was not understood
     */
    public record Item(List<Revision> revisions, List<Rejected> rejections) {

        public Item {
            revisions = List.copyOf(revisions);
            rejections = List.copyOf(rejections);
        }

        private Item believed(Instant now) {
            return new Item(
                    revisions.stream()
                            .filter(revision ->
                                    PlausibleTimes.problem(revision, now).isEmpty())
                            .toList(),
                    Stream.concat(rejections.stream(), doubted(now)).toList());
        }

        private Stream<Rejected> doubted(Instant now) {
            return revisions.stream()
                    .flatMap(
                            revision -> PlausibleTimes.problem(revision, now)
                                    .map(problem -> new Rejected(revision.key().sourceId(), problem))
                                    .stream());
        }
    }

    /**
     * What was not understood.
     *
     * @param item what the source calls it
     * @param detail what was wrong and what was expected
     */
    public record Rejected(String item, String detail) {}

    public Page {
        items = List.copyOf(items);
    }

    /** The same, with what has times that cannot be true rejected. */
    public Page believed(Instant now) {
        return new Page(items.stream().map(item -> item.believed(now)).toList(), next);
    }

    /** What all of it says. */
    public List<Revision> revisions() {
        return items.stream().flatMap(item -> item.revisions().stream()).toList();
    }

    /** What of all of it was not understood. */
    public List<Rejected> rejections() {
        return items.stream().flatMap(item -> item.rejections().stream()).toList();
    }
}
