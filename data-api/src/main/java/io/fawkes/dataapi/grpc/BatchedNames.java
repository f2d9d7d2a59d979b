package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of a batch (AIP-231): all of one collection, and all or none are answered.
 *
 * @param collection what they begin with
 * @param names 1 to {@value #MOST} names
 */
record BatchedNames(String collection, List<String> names) {

    private static final int MOST = 1_000;

    BatchedNames {
        if (names.isEmpty() || names.size() > MOST) {
            throw new InvalidField("names", names.size() + " names (expected: 1 to " + MOST + ")");
        }
        for (String name : names) {
            if (!name.startsWith(collection)) {
                throw new InvalidField("names", name + " (expected: " + collection + "…)");
            }
        }
        names = List.copyOf(names);
    }

    /** Their last parts. */
    Set<String> ids() {
        return names.stream().map(name -> name.substring(collection.length())).collect(Collectors.toUnmodifiableSet());
    }

    /** What was found, in the order of the names; fails with UnknownResource for the first that was not. */
    <T> List<T> inOrder(Map<String, T> found) {
        return names.stream()
                .map(name -> Optional.ofNullable(found.get(name)).orElseThrow(() -> new UnknownResource(name)))
                .toList();
    }
}
