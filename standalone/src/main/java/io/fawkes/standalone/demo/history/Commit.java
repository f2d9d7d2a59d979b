package io.fawkes.standalone.demo.history;

import java.time.Instant;

/**
 * A commit.
 *
 * @param time when its author made it
 * @param author login at GitHub
 */
record Commit(String sha, Instant time, String title, String author) {}
