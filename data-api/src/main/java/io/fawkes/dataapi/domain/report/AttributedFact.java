package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.fact.FactState;

/**
 * A fact and the service that claims it today.
 *
 * @param fact the fact
 * @param service {@code services/{service}}, or {@value #UNCLAIMED}
 * @param team team that owns the service; empty if nobody does
 */
public record AttributedFact(FactState fact, String service, String team) {

    /** Where facts are until the catalog claims them. */
    public static final String UNCLAIMED = "services/-";
}
