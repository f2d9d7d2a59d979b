package io.fawkes.dataapi.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fawkes.dataapi.domain.fact.ChangeFields;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.json.Json;

/** A commit of a pull request, as a push of it alone to the pull request's branch tells it. */
final class PastCommit {

    private PastCommit() {}

    /** The push; its first parent stood before. */
    static ObjectNode pushed(JsonNode commit, String branch) {
        ObjectNode push = JsonNodeFactory.instance.objectNode();
        push.put("ref", "refs/heads/" + branch);
        push.set("before", commit.path("parents").path(0).path("sha"));
        push.set("parents", commit.path("parents"));
        ObjectNode pushed = push.putArray("commits").addObject();
        JsonNode author = commit.path("commit").path("author");
        pushed.set("id", commit.path("sha"));
        pushed.set("timestamp", author.path("date"));
        pushed.set("message", commit.path("commit").path("message"));
        pushed.set("url", commit.path("html_url"));
        ObjectNode person = pushed.putObject("author");
        person.set("username", commit.path("author").path("login"));
        person.set("name", author.path("name"));
        return push;
    }

    /** A merge commit's other parents, which a push does not tell. */
    static Revision withParents(Revision revision, Json push) {
        Revision all = revision;
        for (Json parent : push.objects("parents")) {
            all = all.with(ChangeFields.PREDECESSORS.at(parent.text("sha")), push.text("ref"));
        }
        return all;
    }
}
