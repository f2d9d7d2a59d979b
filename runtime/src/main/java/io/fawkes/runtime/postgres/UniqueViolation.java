package io.fawkes.runtime.postgres;

/** A row with this key is already there; the transaction was rolled back. */
public final class UniqueViolation extends RuntimeException {
    private final String constraint;

    UniqueViolation(String constraint, Throwable cause) {
        super("unique constraint %s".formatted(constraint), cause);
        this.constraint = constraint;
    }

    /** Name of the violated constraint or unique index, as the migration gave it. */
    public String constraint() {
        return constraint;
    }
}
