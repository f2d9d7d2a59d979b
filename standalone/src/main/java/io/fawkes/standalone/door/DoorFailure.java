package io.fawkes.standalone.door;

/** What was asked of a mesh cannot go on; the message says why, in a line for people. */
public final class DoorFailure extends RuntimeException {

    public DoorFailure(String message) {
        super(message);
    }

    public DoorFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
