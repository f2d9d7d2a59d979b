package io.fawkes.dataapi.backstage;

/** A field of an entity is not what it must be. */
final class BadEntity extends RuntimeException {

    private final String path;
    private final String text;

    BadEntity(String path, String problem) {
        super(path + ": " + problem);
        this.path = path;
        this.text = path + ": " + problem;
    }

    /** What is wrong, in a line. */
    String text() {
        return text;
    }

    /** The field. */
    String path() {
        return path;
    }
}
