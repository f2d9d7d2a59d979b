package io.fawkes.insights.grpc;

import io.fawkes.insights.domain.InsightsException;

/** How much a page holds, by AIP-158. */
final class PageSize {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private PageSize() {}

    static int of(int asked) {
        if (asked < 0) {
            throw new InsightsException.FieldInvalid("page_size", asked + " (expected: 0 or more)");
        }
        return asked == 0 ? USUAL : Math.min(asked, MOST);
    }
}
