package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.DataApiException.InvalidField;
import io.fawkes.dataapi.domain.fact.FactKind;
import io.fawkes.dataapi.domain.feed.FeedFilter;
import io.fawkes.dataapi.v1.WatchFactsRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What readers of the feed ask for. */
final class FeedFilters {

    private static final String SERVICES = FactKind.SERVICE.collection() + "/";

    private FeedFilters() {}

    static FeedFilter of(WatchFactsRequest request) {
        return new FeedFilter(kinds(request), service(request.getService()));
    }

    private static Set<FactKind> kinds(WatchFactsRequest request) {
        return request.getKindsValueList().stream().map(FeedFilters::kind).collect(Collectors.toUnmodifiableSet());
    }

    private static FactKind kind(int number) {
        return Arrays.stream(FactKind.values())
                .filter(kind -> kind.code() == number)
                .findFirst()
                .orElseThrow(() -> new InvalidField("kinds", number + " (expected: a kind of fact)"));
    }

    private static Optional<String> service(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (!name.startsWith(SERVICES) || name.length() == SERVICES.length()) {
            throw new InvalidField("service", name + " (expected: services/{service})");
        }
        return Optional.of(name.substring(SERVICES.length()));
    }
}
