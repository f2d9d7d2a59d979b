package io.fawkes.standalone.imports;

/** An import cannot go on; the message says why, in a line for people. */
public final class ImportFailure extends RuntimeException {

    ImportFailure(String message) {
        super(message);
    }

    ImportFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
