package io.fawkes.runtime.postgres;

/** The schema found is not the one this program was built for; its message is the one line to show. */
public final class SchemaMismatch extends RuntimeException {
    SchemaMismatch(String schema, String found, String expected) {
        super("schema of %s: version %s (expected: %s; configure a migration URL, or migrate before starting)"
                .formatted(schema, found, expected));
    }
}
