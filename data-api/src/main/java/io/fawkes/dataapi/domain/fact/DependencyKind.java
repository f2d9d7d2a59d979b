package io.fawkes.dataapi.domain.fact;

/** What becomes of a service when another that it depends on fails. */
public enum DependencyKind {
    /** Nobody said. */
    UNSPECIFIED,
    /** It fails too. */
    HARD,
    /** It serves on, worse. */
    SOFT,
    /** Nothing while it runs. */
    BUILD
}
