package io.fawkes.dataapi.domain.backfill;

/**
 * What a backfill has read and committed.
 *
 * @param pages pages
 * @param items things on them within the asked time
 * @param facts facts that were new or changed
 * @param duplicates facts that were told and said nothing new
 * @param rejected things that were not understood
 */
public record Progress(long pages, long items, long facts, long duplicates, long rejected) {

    /** Nothing yet. */
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0);

    /** This and {@code more}. */
    public Progress plus(Progress more) {
        return new Progress(
                pages + more.pages,
                items + more.items,
                facts + more.facts,
                duplicates + more.duplicates,
                rejected + more.rejected);
    }
}
