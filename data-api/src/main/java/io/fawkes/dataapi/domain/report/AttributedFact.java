package io.fawkes.dataapi.domain.report;

import io.fawkes.dataapi.domain.Bytes;

/**
 * A fact and the service that claims it today.
 *
 * @param name resource name of the fact
 * @param fact the fact as it is stored
 * @param service {@code services/{service}}, or {@value #UNCLAIMED}
 * @param team team that owns the service; empty if nobody does
 */
public record AttributedFact(String name, Bytes fact, String service, String team) {

    /** Where facts are until the catalog claims them. */
    public static final String UNCLAIMED = "services/-";
}
