package io.fawkes.benchmarks.dataapi;

import io.fawkes.benchmarks.load.Latencies;
import io.fawkes.dataapi.v1.DeploymentServiceGrpc;
import io.fawkes.dataapi.v1.ListDeploymentsRequest;
import io.grpc.Channel;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.IntFunction;

/** The eight filter and order pairs of deployments that docs/architecture/lists.md names, each asked with other values. */
final class Lists {

    private static final int PAGE = 50;
    private static final long STRIDE = 7919;

    private final Channel channel;
    private final long first;
    private final long deployments;

    /**
     * Lists over {@code channel}.
     *
     * @param first number of the first fact that is there
     * @param deployments how many there are
     */
    Lists(Channel channel, long first, long deployments) {
        this.channel = channel;
        this.first = first;
        this.deployments = deployments;
    }

    /** What is asked for the {@code n}th time, by pair. */
    SequencedMap<String, IntFunction<ListDeploymentsRequest>> pairs() {
        SequencedMap<String, IntFunction<ListDeploymentsRequest>> pairs = new LinkedHashMap<>();
        pairs.put("create_time", _ -> asked("", "create_time desc"));
        pairs.put(
                "create_time range",
                n -> asked("create_time < 2024-%02d-01T00:00:00Z".formatted(1 + n % 12), "create_time desc"));
        pairs.put("service", n -> asked("service = \"services/%s\"".formatted(Reports.service(n)), "create_time desc"));
        pairs.put("environment", _ -> asked("environment = staging", "create_time desc"));
        pairs.put("status", _ -> asked("status = FAILED", "create_time desc"));
        pairs.put("version", n -> asked("version = \"%s\"".formatted(Reports.sha(deployment(n))), "create_time desc"));
        pairs.put(
                "deployed_by",
                n -> asked("deployed_by = \"%s\"".formatted(Reports.person(deployment(n))), "create_time desc"));
        pairs.put("finish_time", _ -> asked("", "finish_time desc"));
        return pairs;
    }

    /** Number of a fact that is a deployment. */
    private long deployment(int n) {
        long pair = Math.floorMod(n * STRIDE, Math.max(1, deployments / 2));
        return first + pair * Reports.MIX + Reports.BUILDS;
    }

    private static ListDeploymentsRequest asked(String filter, String order) {
        return ListDeploymentsRequest.newBuilder()
                .setFilter(filter)
                .setOrderBy(order)
                .setPageSize(PAGE)
                .build();
    }

    /** How long {@code number} pages took, one after the other. Every page must have rows. */
    Latencies time(IntFunction<ListDeploymentsRequest> asked, int number) {
        var lists = DeploymentServiceGrpc.newBlockingStub(channel);
        var latencies = new Latencies();
        for (int n = 0; n < number; n++) {
            var request = asked.apply(n);
            long start = System.nanoTime();
            int rows = lists.listDeployments(request).getDeploymentsCount();
            latencies.record(System.nanoTime() - start);
            if (rows == 0) {
                throw new IllegalStateException("no deployment has " + request.getFilter());
            }
        }
        return latencies;
    }
}
