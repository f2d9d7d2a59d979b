package io.fawkes.dataapi.github;

import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;

/** How one event of GitHub's becomes revisions. Pure; a body that is not as GitHub writes it ends in Json.Malformed. */
@FunctionalInterface
interface GithubEvent {

    Understanding read(Json body);
}
