package io.fawkes.standalone.demo.history;

import java.time.Instant;

/**
 * An issue about something that hurt users.
 *
 * @param id GitHub's, over all repositories
 * @param number the repository's
 * @param text of the issue, as JSON would write it
 * @param began when users were hurt first
 * @param told when it was labelled as an incident
 * @param resolved when users were served again
 */
record Incident(long id, int number, String title, String text, Instant began, Instant told, Instant resolved) {}
