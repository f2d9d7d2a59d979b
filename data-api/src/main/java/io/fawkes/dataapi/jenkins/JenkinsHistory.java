package io.fawkes.dataapi.jenkins;

import com.fasterxml.jackson.databind.JsonNode;
import io.fawkes.dataapi.domain.backfill.Backfill;
import io.fawkes.dataapi.domain.backfill.BackfillPeer;
import io.fawkes.dataapi.domain.backfill.Page;
import io.fawkes.dataapi.domain.backfill.Page.Item;
import io.fawkes.dataapi.rest.RestPages;
import io.fawkes.dataapi.rest.RestPeer;
import io.fawkes.dataapi.rest.ToldItem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** A job's past: its builds in ranges, newest first. The cursor is how many were read. */
public final class JenkinsHistory implements BackfillPeer {

    private static final int RANGE = 100;
    private static final String FIELDS = "allBuilds[number,url,timestamp,duration,result,building,"
            + "actions[parameters[name,value],lastBuiltRevision[SHA1,branch[name]]]]";

    private final RestPeer rest;
    private final DeployJobs deployJobs;

    /** @param deployJobs full names of jobs whose builds are deployments even if no parameter says so */
    public JenkinsHistory(RestPeer rest, Optional<Pattern> deployJobs) {
        this.rest = rest;
        this.deployJobs = new DeployJobs(deployJobs);
    }

    @Override
    public Mono<Page> read(Backfill backfill) {
        int from = backfill.cursor().isEmpty() ? 0 : Integer.parseInt(backfill.cursor());
        String job = path(backfill.scope());
        String tree = RestPages.encoded(FIELDS + "{" + from + "," + (from + RANGE) + "}");
        return RestPages.object(rest, "/" + job + "api/json?tree=" + tree)
                .map(answer -> page(
                        backfill,
                        job,
                        from,
                        answer.path("allBuilds").valueStream().toList()));
    }

    /** {@code job/shop/job/deploy/}, as the plugin writes it too. */
    private static String path(String fullName) {
        return Arrays.stream(fullName.split("/", -1))
                .map(part -> "job/" + RestPages.encoded(part) + "/")
                .collect(Collectors.joining());
    }

    private Page page(Backfill backfill, String job, int from, List<JsonNode> rows) {
        List<PastBuild> builds =
                rows.stream().map(row -> new PastBuild(job, row)).toList();
        boolean ended = rows.size() < RANGE
                || builds.stream().flatMap(build -> build.begun().stream()).anyMatch(backfill::precedes);
        return new Page(
                builds.stream()
                        .filter(build -> build.begun().map(backfill::wants).orElse(true))
                        .map(this::item)
                        .toList(),
                ended ? Optional.empty() : Optional.of(String.valueOf(from + RANGE)));
    }

    private Item item(PastBuild build) {
        var told = new ToldItem();
        told.add(build.name(), build.notified(), deployJobs::told);
        return told.item();
    }
}
