package io.fawkes.insights.domain.fact;

import io.fawkes.insights.domain.packing.Packer;
import io.fawkes.insights.domain.packing.Unpacker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts as bytes, and back, without loss. A row is kind, name, version and what else the kind says; its source key is that of its
 * shelf. The numbers of the kinds stand in checkpoints: never use one again.
 */
final class FactCodec {
    static final int COMMIT = 1;
    static final int PULL_REQUEST = 2;
    static final int DEPLOYMENT = 3;
    static final int INCIDENT = 4;
    static final int BUILD = 5;
    private static final List<DeploymentStatus> STATUSES = List.of(DeploymentStatus.values());
    private static final List<BuildStatus> BUILD_STATUSES = List.of(BuildStatus.values());

    private FactCodec() {}

    static void pack(SourcedFact fact, Packer out) {
        switch (fact) {
            case CommitFact commit -> pack(commit, head(fact, COMMIT, out));
            case PullRequestFact pull -> pack(pull, head(fact, PULL_REQUEST, out));
            case DeploymentFact deployment -> pack(deployment, head(fact, DEPLOYMENT, out));
            case IncidentFact incident -> pack(incident, head(fact, INCIDENT, out));
            case BuildFact build -> pack(build, head(fact, BUILD, out));
        }
    }

    static SourcedFact unpack(SourceKey key, Unpacker in) {
        int kind = in.count();
        String name = in.path();
        long version = in.number();
        return switch (kind) {
            case COMMIT -> commit(name, version, key, in);
            case PULL_REQUEST -> pullRequest(name, version, key, in);
            case DEPLOYMENT -> deployment(name, version, key, in);
            case INCIDENT -> incident(name, version, key, in);
            case BUILD -> build(name, version, key, in);
            default -> throw new IllegalArgumentException("kind of fact: " + kind + " (expected: 1 to 5)");
        };
    }

    private static Packer head(SourcedFact fact, int kind, Packer out) {
        return out.count(kind).path(fact.name()).number(fact.version());
    }

    private static void pack(CommitFact commit, Packer out) {
        out.text(commit.sha())
                .texts(commit.predecessors())
                .time(commit.authorTime())
                .flag(commit.authorIsBot())
                .text(commit.title())
                .path(commit.uri())
                .phrase(commit.author())
                .text(commit.pickedFrom())
                .text(commit.patch());
        pack(commit.purpose(), out).count(commit.paths().size());
        commit.paths().forEach(out::path);
    }

    private static CommitFact commit(String name, long version, SourceKey key, Unpacker in) {
        String sha = in.word();
        List<String> predecessors = in.texts();
        Instant authored = in.time();
        boolean bot = in.flag();
        String title = in.word();
        String uri = in.path();
        String author = in.phrase();
        String picked = in.text();
        String patch = in.word();
        return new CommitFact(
                name,
                version,
                key,
                sha,
                predecessors,
                authored,
                bot,
                title,
                uri,
                author,
                purpose(in),
                picked,
                patch,
                paths(in));
    }

    private static void pack(PullRequestFact pull, Packer out) {
        out.text(pull.headSha())
                .text(pull.baseSha())
                .text(pull.mergeSha())
                .time(pull.openTime())
                .time(pull.mergeTime())
                .flag(pull.authorIsBot())
                .text(pull.title())
                .path(pull.uri())
                .phrase(pull.author());
        pack(pull.purpose(), out)
                .time(pull.reviews().first())
                .time(pull.reviews().last());
    }

    private static PullRequestFact pullRequest(String name, long version, SourceKey key, Unpacker in) {
        return new PullRequestFact(
                name,
                version,
                key,
                in.text(),
                in.text(),
                in.text(),
                in.time(),
                in.time(),
                in.flag(),
                in.word(),
                in.path(),
                in.phrase(),
                purpose(in),
                new Reviews(in.time(), in.time()));
    }

    private static void pack(DeploymentFact deployment, Packer out) {
        out.phrase(deployment.source())
                .phrase(deployment.environment())
                .flag(deployment.production())
                .text(deployment.revision())
                .number(STATUSES.indexOf(deployment.status()))
                .time(deployment.start())
                .time(deployment.finish())
                .path(deployment.uri())
                .text(deployment.config())
                .text(deployment.rollout());
        pack(deployment.purpose(), out);
    }

    private static DeploymentFact deployment(String name, long version, SourceKey key, Unpacker in) {
        return new DeploymentFact(
                name,
                version,
                key,
                in.phrase(),
                in.phrase(),
                in.flag(),
                in.word(),
                STATUSES.get((int) in.number()),
                in.moment(),
                in.time(),
                in.path(),
                in.word(),
                in.word(),
                purpose(in));
    }

    private static void pack(IncidentFact incident, Packer out) {
        out.time(incident.start())
                .time(incident.resolved())
                .flag(incident.withdrawn())
                .text(incident.causedByVersion())
                .text(incident.title())
                .path(incident.uri())
                .phrase(incident.severity())
                .time(incident.acknowledged())
                .time(incident.mitigated());
        SourceKey root = incident.root();
        out.phrase(root == null ? "" : root.key()).text(root == null ? "" : root.value());
    }

    private static IncidentFact incident(String name, long version, SourceKey key, Unpacker in) {
        return new IncidentFact(
                name,
                version,
                key,
                in.moment(),
                in.time(),
                in.flag(),
                in.text(),
                in.word(),
                in.path(),
                in.phrase(),
                in.time(),
                in.time(),
                root(in));
    }

    private static @Nullable SourceKey root(Unpacker in) {
        String key = in.phrase();
        String value = in.word();
        return value.isEmpty() ? null : new SourceKey(key, value);
    }

    private static void pack(BuildFact build, Packer out) {
        out.phrase(build.pipeline())
                .text(build.commitSha())
                .number(BUILD_STATUSES.indexOf(build.status()))
                .time(build.queued())
                .time(build.started())
                .time(build.finished())
                .path(build.uri())
                .texts(build.digests());
    }

    private static BuildFact build(String name, long version, SourceKey key, Unpacker in) {
        return new BuildFact(
                name,
                version,
                key,
                in.phrase(),
                in.word(),
                BUILD_STATUSES.get((int) in.number()),
                in.time(),
                in.time(),
                in.time(),
                in.path(),
                in.texts());
    }

    private static Packer pack(Purpose purpose, Packer out) {
        return out.texts(purpose.fixes()).flag(purpose.unplanned());
    }

    private static Purpose purpose(Unpacker in) {
        List<String> fixes = in.texts();
        boolean unplanned = in.flag();
        return fixes.isEmpty() && !unplanned ? Purpose.UNSAID : new Purpose(fixes, unplanned);
    }

    private static List<String> paths(Unpacker in) {
        int size = in.count();
        List<String> paths = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            paths.add(in.path());
        }
        return paths;
    }
}
