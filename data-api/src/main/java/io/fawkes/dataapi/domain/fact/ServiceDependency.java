package io.fawkes.dataapi.domain.fact;

/**
 * Another service that a service needs.
 *
 * @param service {@code services/{service}}
 * @param kind how much
 */
public record ServiceDependency(String service, DependencyKind kind) {}
