package io.fawkes.insights.domain.fact;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What governs one service.
 *
 * @param policies the nearest first: that of the service, of its team, of the organization
 * @param calendar that of the service, else that of the nearest policy that has one; null if none is known
 */
public record Ruling(List<PolicyFact> policies, @Nullable CalendarFact calendar) {
    /** Nothing does. */
    public static final Ruling NONE = new Ruling(List.of(), null);

    /** What the nearest policy says that says anything of {@code field}. */
    public <T> Optional<T> first(Function<PolicyFact, @Nullable T> field) {
        return policies.stream().map(field).flatMap(Stream::ofNullable).findFirst();
    }
}
