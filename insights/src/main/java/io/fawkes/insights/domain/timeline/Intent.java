package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.Purpose;

/**
 * What a deployment was for, as it or one of its changes says.
 *
 * @param subject what says so: {@code deployments/…} or {@code changes/…}
 * @param title for people
 */
record Intent(Deployment deployment, String subject, String title, Purpose purpose) {}
