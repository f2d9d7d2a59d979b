package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.backfill.Backfill;
import java.util.Optional;

/**
 * Where a backfill of a repository stands.
 *
 * @param stage what is read
 * @param target its page to read next
 */
record Place(Stage stage, String target) {

    private static final String SEPARATOR = " ";

    static Place of(Backfill backfill) {
        if (backfill.cursor().isEmpty()) {
            return new Place(Stage.DEPLOYMENTS, Stage.DEPLOYMENTS.first(backfill.scope()));
        }
        String[] parts = backfill.cursor().split(SEPARATOR, 2);
        return new Place(Stage.valueOf(parts[0]), parts[1]);
    }

    /** The cursor of the page after this one, which is {@code next} or the first of the next stage. */
    Optional<String> after(Backfill backfill, Optional<String> next) {
        return next.map(page -> stage + SEPARATOR + page)
                .or(() -> stage.next().map(then -> then + SEPARATOR + then.first(backfill.scope())));
    }
}
