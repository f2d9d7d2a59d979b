package io.fawkes.dataapi.domain.catalog;

/**
 * Why an entity of a catalog was not taken.
 *
 * @param entity what it is called there; empty if that cannot be told
 * @param place where it stands, for people
 * @param text what is wrong and what was expected
 */
public record CatalogProblem(String entity, String place, String text) {}
