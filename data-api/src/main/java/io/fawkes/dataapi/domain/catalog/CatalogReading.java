package io.fawkes.dataapi.domain.catalog;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A catalog as it was read, all of it.
 *
 * @param services the services that it describes
 * @param problems entities that describe nothing that could be taken
 */
public record CatalogReading(List<Described> services, List<CatalogProblem> problems) {

    public CatalogReading {
        services = List.copyOf(services);
        problems = List.copyOf(problems);
    }

    /**
     * A service as a catalog describes it.
     *
     * @param entity what it is called there, for example {@code component:default/payments}
     * @param place where it stands, for people
     * @param service what is said of it
     */
    public record Described(String entity, String place, Entry service) {

        /** That it was not taken, and why. */
        CatalogProblem problem(String text) {
            return new CatalogProblem(entity, place, text);
        }
    }

    /** Every entity that is there, whatever is wrong with it. */
    Set<String> entities() {
        return Stream.concat(
                        services.stream().map(Described::entity),
                        problems.stream().map(CatalogProblem::entity))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether what is not in it is gone: not if something could not be told, nor if there is nothing at all. */
    boolean tellsWhatIsGone() {
        return !services.isEmpty()
                && problems.stream().noneMatch(problem -> problem.entity().isEmpty());
    }
}
