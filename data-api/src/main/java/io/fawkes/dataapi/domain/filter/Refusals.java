package io.fawkes.dataapi.domain.filter;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import java.util.Collection;

/** What is said of a filter or an order that cannot be followed. */
final class Refusals {

    private Refusals() {}

    static InvalidField at(int position, String problem) {
        return new InvalidField("filter", "at character " + (position + 1) + ": " + problem);
    }

    static InvalidField unknownField(String argument, String path, Collection<String> known) {
        return new InvalidField(argument, path + ": no such field (expected: one of " + String.join(", ", known) + ")");
    }
}
