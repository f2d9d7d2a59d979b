package io.fawkes.dataapi.backstage;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The pages that were read last, by their cursors; what they held is not kept. */
record SeenPages(Map<String, Seen> pages) {

    static final SeenPages NONE = new SeenPages(Map.of());

    /**
     * A page.
     *
     * @param mark by which a change of it shows
     * @param next cursor of the next page; empty if it is the last
     */
    record Seen(String mark, String next) {}

    SeenPages {
        pages = Map.copyOf(pages);
    }

    /** With a page more; one without a mark is forgotten, since it has to be read to know what it holds. */
    SeenPages with(String cursor, String mark, String next) {
        if (mark.isEmpty()) {
            return this;
        }
        Map<String, Seen> more = new HashMap<>(pages);
        more.put(cursor, new Seen(mark, next));
        return new SeenPages(more);
    }

    Optional<Seen> at(String cursor) {
        return Optional.ofNullable(pages.get(cursor));
    }
}
