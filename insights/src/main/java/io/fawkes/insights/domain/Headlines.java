package io.fawkes.insights.domain;

import io.fawkes.insights.domain.dora.Headline;
import java.util.ArrayList;
import java.util.List;

/**
 * Headlines of as many services as a bound leaves room for.
 *
 * @param told by service, then by environment
 * @param leftOut services of the catalog that are not among them
 */
public record Headlines(List<Headline> told, int leftOut) {

    /** The first of {@code services}, each whole, that together have at most {@code most} headlines. */
    static Headlines of(List<List<Headline>> services, int inCatalog, int most) {
        List<Headline> told = new ArrayList<>();
        int kept = 0;
        for (List<Headline> service : services) {
            if (told.size() + service.size() > most) {
                break;
            }
            told.addAll(service);
            kept++;
        }
        return new Headlines(List.copyOf(told), inCatalog - kept);
    }
}
