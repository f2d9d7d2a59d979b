package io.fawkes.insights.domain.dora;

/** Whose changes count. */
public enum Authors {
    /** Changes that people made. */
    PEOPLE,
    /** Those of programs as well, and commits that only merge others. */
    ALL
}
