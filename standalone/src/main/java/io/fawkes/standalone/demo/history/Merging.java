package io.fawkes.standalone.demo.history;

/** How a team brings work to its main branch. */
public enum Merging {
    /** A pull request becomes one commit. */
    SQUASH,
    /** A pull request's commits come as they are, joined by one more. */
    MERGE_COMMIT,
    /** Commits go to the main branch directly. */
    TRUNK
}
