package io.fawkes.dataapi.jenkins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.inbox.Understanding.Understood;
import io.fawkes.dataapi.json.JsonBodies;
import io.fawkes.dataapi.rest.ToldItem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A build as REST shows it, beside what the notification plugin told of it. */
class PastBuildTest {

    private static final String JOB = "job/shop/job/deploy/";

    private final DeployJobs jobs = new DeployJobs(Optional.empty());

    @Test
    void anEndedBuildIsToldAsThePluginToldItsEnd() {
        assertEquals(plugin(JenkinsBodies.completed("SUCCESS")), told(build("\"SUCCESS\"", false, 90_000)));
    }

    @Test
    void aRunningBuildIsToldAsItsStart() {
        List<Revision> started = told(build("null", true, 0));

        assertEquals(plugin(JenkinsBodies.started()), started);
    }

    @Test
    void besideThePluginItChangesNothing() {
        FactState fact = FactState.unknown(
                told(build("\"FAILURE\"", false, 90_000)).getFirst().key(),
                told(build("\"FAILURE\"", false, 90_000)).getFirst().kind());
        for (String body : List.of(
                JenkinsBodies.queued(),
                JenkinsBodies.started(),
                JenkinsBodies.completed("FAILURE"),
                JenkinsBodies.finalized("FAILURE"))) {
            fact = fact.merge(plugin(body).getFirst(), "deliveries/1");
        }

        assertEquals(fact, fact.merge(told(build("\"FAILURE\"", false, 90_000)).getFirst(), ""));
    }

    @Test
    void aBuildWithoutANumberIsRejected() {
        var item = new ToldItem();
        item.add(
                "builds/", new PastBuild(JOB, json("{\"timestamp\":1,\"result\":\"SUCCESS\"}")).notified(), jobs::told);

        assertEquals(1, item.item().rejections().size());
    }

    private List<Revision> plugin(String body) {
        return ((Understood) JsonBodies.read(Bytes.of(body.getBytes(StandardCharsets.UTF_8)), jobs::told)).revisions();
    }

    private List<Revision> told(String row) {
        var item = new ToldItem();
        item.add("build", new PastBuild(JOB, json(row)).notified(), jobs::told);
        assertEquals(List.of(), item.item().rejections());
        return item.item().revisions();
    }

    static String build(String result, boolean building, long duration) {
        return """
                {"_class":"org.jenkinsci.plugins.workflow.job.WorkflowRun","number":18,
                 "url":"https://jenkins.example.com/job/shop/job/deploy/18/","timestamp":%d,"duration":%d,"result":%s,
                 "building":%s,"actions":[{"_class":"hudson.model.CauseAction"},
                  {"_class":"hudson.model.ParametersAction","parameters":[{"name":"FAWKES_ENVIRONMENT","value":"production"}]},
                  {"_class":"hudson.plugins.git.util.BuildData","lastBuiltRevision":
                    {"SHA1":"%s","branch":[{"SHA1":"%5$s","name":"refs/remotes/origin/main"}]}},{}]}
                """.formatted(JenkinsBodies.STARTED, duration, result, building, JenkinsBodies.SHA);
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
