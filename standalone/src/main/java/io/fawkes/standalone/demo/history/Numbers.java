package io.fawkes.standalone.demo.history;

/** Numbers that sources give to what they tell of, each once; services do not share any. */
final class Numbers {

    private static final long PER_SERVICE = 1_000_000;
    /** Room between two of GitHub's ids. */
    private static final int STEP = 10;

    private final long base;
    private int last;

    Numbers(int service) {
        this.base = (service + 1) * PER_SERVICE;
    }

    /** The next number of the repository or the job. */
    int next() {
        return ++last;
    }

    /** GitHub's id of {@code number}. */
    long id(int number) {
        return base + (long) number * STEP;
    }
}
