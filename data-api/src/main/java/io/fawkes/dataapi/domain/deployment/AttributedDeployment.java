package io.fawkes.dataapi.domain.deployment;

import io.fawkes.dataapi.domain.fact.FactState;

/**
 * A deployment and the service that claims it today.
 *
 * @param deployment the fact
 * @param service {@code services/{service}}, or {@value #UNCLAIMED}
 * @param team team that owns the service; empty if nobody does
 */
public record AttributedDeployment(FactState deployment, String service, String team) {

    /** Where facts are until the catalog claims them. */
    public static final String UNCLAIMED = "services/-";
}
