package io.fawkes.insights.domain.fact;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What governs one service, and how the team that owns it sees itself.
 *
 * @param policies the nearest first: that of the service, of its team, of the organization
 * @param calendar that of the service, else that of the nearest policy that has one; null if none is known
 * @param surveys what its team answered to DORA's survey, the newest first
 */
public record Ruling(List<PolicyFact> policies, @Nullable CalendarFact calendar, List<SurveyFact> surveys) {
    /** Nothing does. */
    public static final Ruling NONE = new Ruling(List.of(), null, List.of());

    /** What the nearest policy says that says anything of {@code field}. */
    public <T> Optional<T> first(Function<PolicyFact, @Nullable T> field) {
        return policies.stream().map(field).flatMap(Stream::ofNullable).findFirst();
    }
}
