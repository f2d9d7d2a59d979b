package io.fawkes.insights.domain.fact;

import io.fawkes.insights.domain.packing.Packer;
import io.fawkes.insights.domain.packing.Unpacker;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Facts as bytes, and back, without loss. A row is kind, name, version and what else the kind says; its source key is that of its
 * shelf. The numbers of the kinds stand in checkpoints: never use one again.
 */
final class FactCodec {
    static final int COMMIT = 1;
    static final int PULL_REQUEST = 2;
    static final int DEPLOYMENT = 3;
    static final int INCIDENT = 4;
    private static final List<DeploymentStatus> STATUSES = List.of(DeploymentStatus.values());

    private FactCodec() {}

    static void pack(SourcedFact fact, Packer out) {
        switch (fact) {
            case CommitFact commit -> pack(commit, head(fact, COMMIT, out));
            case PullRequestFact pull -> pack(pull, head(fact, PULL_REQUEST, out));
            case DeploymentFact deployment -> pack(deployment, head(fact, DEPLOYMENT, out));
            case IncidentFact incident -> pack(incident, head(fact, INCIDENT, out));
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
            default -> throw new IllegalArgumentException("kind of fact: " + kind + " (expected: 1 to 4)");
        };
    }

    static void pack(ServiceFact service, Packer out) {
        out.path(service.name())
                .number(service.version())
                .path(service.team())
                .phrase(service.tier())
                .phrase(service.zone().getId())
                .texts(service.sourceKeys().stream()
                        .sorted()
                        .flatMap(key -> Stream.of(key.key(), key.value()))
                        .toList())
                .texts(service.productionEnvironments().stream().sorted().toList());
    }

    static ServiceFact unpackService(Unpacker in) {
        return new ServiceFact(
                in.path(),
                in.number(),
                in.path(),
                in.phrase(),
                ZoneId.of(in.phrase()),
                sourceKeys(in.texts()),
                Set.copyOf(in.texts()));
    }

    private static Set<SourceKey> sourceKeys(List<String> texts) {
        Set<SourceKey> keys = new HashSet<>();
        for (int i = 0; i < texts.size(); i += 2) {
            keys.add(new SourceKey(texts.get(i), texts.get(i + 1)));
        }
        return keys;
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
                .path(commit.uri());
    }

    private static CommitFact commit(String name, long version, SourceKey key, Unpacker in) {
        return new CommitFact(name, version, key, in.word(), in.texts(), in.time(), in.flag(), in.word(), in.path());
    }

    private static void pack(PullRequestFact pull, Packer out) {
        out.text(pull.headSha())
                .text(pull.baseSha())
                .text(pull.mergeSha())
                .time(pull.openTime())
                .time(pull.mergeTime())
                .flag(pull.authorIsBot())
                .text(pull.title())
                .path(pull.uri());
    }

    private static PullRequestFact pullRequest(String name, long version, SourceKey key, Unpacker in) {
        return new PullRequestFact(
                name, version, key, in.text(), in.text(), in.text(), in.time(), in.time(), in.flag(), in.word(),
                in.path());
    }

    private static void pack(DeploymentFact deployment, Packer out) {
        out.phrase(deployment.source())
                .phrase(deployment.environment())
                .flag(deployment.production())
                .text(deployment.revision())
                .number(STATUSES.indexOf(deployment.status()))
                .time(deployment.start())
                .time(deployment.finish())
                .path(deployment.uri());
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
                in.path());
    }

    private static void pack(IncidentFact incident, Packer out) {
        out.time(incident.start())
                .time(incident.resolved())
                .flag(incident.withdrawn())
                .text(incident.causedByVersion())
                .text(incident.title())
                .path(incident.uri());
    }

    private static IncidentFact incident(String name, long version, SourceKey key, Unpacker in) {
        return new IncidentFact(name, version, key, in.moment(), in.time(), in.flag(), in.text(), in.word(), in.path());
    }
}
