package io.fawkes.alerting.template;

import java.util.List;

/** A piece of a template. */
sealed interface Part {

    /**
     * Text as it stands.
     *
     * @param text the text
     */
    record Text(String text) implements Part {}

    /**
     * A place that is filled.
     *
     * @param pipe what with
     */
    record Value(Pipe pipe) implements Part {}

    /**
     * Something once for each item.
     *
     * @param over the items
     * @param body what is repeated; the item is its message
     */
    record Range(Pipe over, List<Part> body) implements Part {
        public Range {
            body = List.copyOf(body);
        }
    }

    /**
     * One of two.
     *
     * @param on holds if there is something in it
     * @param then if it holds
     * @param otherwise if not
     */
    record Choice(Pipe on, List<Part> then, List<Part> otherwise) implements Part {
        public Choice {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }
}
