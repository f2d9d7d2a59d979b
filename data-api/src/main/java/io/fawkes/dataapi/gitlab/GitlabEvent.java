package io.fawkes.dataapi.gitlab;

import io.fawkes.dataapi.domain.inbox.Understanding;
import io.fawkes.dataapi.json.Json;

/** How one event of GitLab's becomes revisions. Pure; a body that is not as GitLab writes it ends in Json.Malformed. */
@FunctionalInterface
interface GitlabEvent {

    Understanding read(Json body);
}
