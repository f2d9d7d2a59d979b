package io.fawkes.benchmarks.dataapi;

import com.google.protobuf.Timestamp;
import io.fawkes.dataapi.v1.Build;
import io.fawkes.dataapi.v1.BuildStatus;
import io.fawkes.dataapi.v1.Change;
import io.fawkes.dataapi.v1.Commit;
import io.fawkes.dataapi.v1.Deployment;
import io.fawkes.dataapi.v1.DeploymentStatus;
import io.fawkes.dataapi.v1.FactReport;
import io.fawkes.dataapi.v1.Incident;
import io.fawkes.dataapi.v1.SourceKey;
import io.fawkes.dataapi.v1.StatusChange;
import io.fawkes.dataapi.v1.WriteFactsRequest;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The facts of the benchmark, each made of its number alone: of twenty, twelve are commits, five builds, two deployments
 * and one an incident, of a hundred services over three years.
 */
final class Reports {

    /** Reports of one message of the stream. */
    static final int BATCH = 1_000;

    /** One fact in so many is a deployment. */
    static final int PER_DEPLOYMENT = 10;

    static final String CLAIM_KEY = "bench/service";
    static final int SERVICES = 100;

    /** After so many facts the kinds come again. */
    static final int MIX = 20;

    /** Of each twenty the first that is a deployment. */
    static final int BUILDS = 17;

    private static final int COMMITS = 12;
    private static final int DEPLOYMENTS = 19;
    private static final long FIRST_SECOND = 1_690_000_000L;
    private static final long SECONDS = 94_000_000L;
    private static final long SCATTER = 2_654_435_761L;
    private static final List<String> ENVIRONMENTS = List.of("production", "staging", "test", "development");
    private static final int PEOPLE = 500;

    private Reports() {}

    /** Messages with the facts from {@code first} on. */
    static List<WriteFactsRequest> messages(long first, int number) {
        return IntStream.range(0, (number + BATCH - 1) / BATCH)
                .mapToObj(message -> message(first + (long) message * BATCH, Math.min(BATCH, number - message * BATCH)))
                .toList();
    }

    private static WriteFactsRequest message(long first, int number) {
        var message = WriteFactsRequest.newBuilder();
        IntStream.range(0, number).forEach(index -> message.addFacts(report(first + index)));
        return message.build();
    }

    static FactReport report(long number) {
        long step = number % MIX;
        var report = FactReport.newBuilder().setSourceId("bench/" + number);
        if (step < COMMITS) {
            return report.setChange(commit(number)).build();
        }
        if (step < BUILDS) {
            return report.setBuild(build(number)).build();
        }
        return step < DEPLOYMENTS
                ? report.setDeployment(deployment(number)).build()
                : report.setIncident(incident(number)).build();
    }

    static String service(long number) {
        return "service-" + number % SERVICES;
    }

    private static SourceKey sourceKey(long number) {
        return SourceKey.newBuilder()
                .setKey(CLAIM_KEY)
                .setValue(service(number / MIX))
                .build();
    }

    static String sha(long number) {
        return String.format(Locale.ROOT, "%016x%016x%08x", number * SCATTER, number * SCATTER * SCATTER, number);
    }

    static String person(long number) {
        return "person-" + number / MIX % PEOPLE;
    }

    private static Timestamp time(long number, long later) {
        return Timestamp.newBuilder()
                .setSeconds(FIRST_SECOND + Math.floorMod(number * SCATTER, SECONDS) + later)
                .build();
    }

    private static Change commit(long number) {
        return Change.newBuilder()
                .setSourceKey(sourceKey(number))
                .setTitle("Commit " + number + " of a team that writes short titles")
                .setAuthor(person(number))
                .setCommit(Commit.newBuilder().setSha(sha(number)).setAuthorTime(time(number, 0)))
                .build();
    }

    private static Build build(long number) {
        return Build.newBuilder()
                .setSourceKey(sourceKey(number))
                .setPipeline(service(number / MIX) + "/main")
                .setNumber(number)
                .setCommitSha(sha(number))
                .setRef("main")
                .setStatus(number % 8 == 0 ? BuildStatus.BUILD_STATUS_FAILED : BuildStatus.BUILD_STATUS_SUCCEEDED)
                .setQueueTime(time(number, 0))
                .setStartTime(time(number, 10))
                .setFinishTime(time(number, 300))
                .setTriggeredBy(person(number))
                .build();
    }

    private static Deployment deployment(long number) {
        return Deployment.newBuilder()
                .setSourceKey(sourceKey(number))
                .setEnvironment(ENVIRONMENTS.get((int) (number / MIX % ENVIRONMENTS.size())))
                .setVersion(sha(number))
                .setRef("main")
                .setDeployedBy(person(number))
                .setCreateTime(time(number, 0))
                .putStatusChanges(
                        "end",
                        StatusChange.newBuilder()
                                .setStatus(
                                        number / MIX % 10 == 0
                                                ? DeploymentStatus.DEPLOYMENT_STATUS_FAILED
                                                : DeploymentStatus.DEPLOYMENT_STATUS_SUCCEEDED)
                                .setOccurTime(time(number, 120))
                                .build())
                .build();
    }

    private static Incident incident(long number) {
        return Incident.newBuilder()
                .setSourceKey(sourceKey(number))
                .setTitle("Checkout is slow, number " + number)
                .setStartTime(time(number, 0))
                .setResolveTime(time(number, 3_600))
                .build();
    }
}
