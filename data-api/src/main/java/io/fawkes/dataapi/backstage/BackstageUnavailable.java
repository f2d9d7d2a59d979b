package io.fawkes.dataapi.backstage;

/** A Backstage does not answer, or not with its catalog. The text says what to do. */
final class BackstageUnavailable extends RuntimeException {

    private final boolean isPassing;

    BackstageUnavailable(String text, boolean isPassing) {
        super(text);
        this.isPassing = isPassing;
    }

    /** Whether asking again may help. */
    boolean isPassing() {
        return isPassing;
    }
}
