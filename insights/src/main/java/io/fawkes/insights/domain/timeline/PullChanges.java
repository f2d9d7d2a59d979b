package io.fawkes.insights.domain.timeline;

import io.fawkes.insights.domain.fact.PullRequestFact;
import java.util.List;

/**
 * What a pull request brought to production.
 *
 * @param changes never empty, the last deployed first
 */
public record PullChanges(PullRequestFact pull, List<Change> changes) {}
