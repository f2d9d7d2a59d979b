package io.fawkes.standalone.doctor;

import io.fawkes.runtime.config.Address;
import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether a service serves: its gRPC health, and its own answer to whether it is ready. */
public final class ServiceHealth implements Check {

    private static final int OK = 200;
    private static final int SECONDS_TO_ANSWER = 5;
    private static final String REMEDY = "see its lines in the output of ./fawkes up, and start the mesh again";

    private final String service;
    private final Address serving;
    private final Address management;

    /**
     * @param service its name
     * @param serving where it answers gRPC
     * @param management where it says whether it is ready
     */
    public ServiceHealth(String service, Address serving, Address management) {
        this.service = service;
        this.serving = serving;
        this.management = management;
    }

    @Override
    public String subject() {
        return service;
    }

    @Override
    public List<Finding> findings() throws InterruptedException {
        return List.of(serves());
    }

    private Finding serves() throws InterruptedException {
        try {
            var health = health();
            if (health != ServingStatus.SERVING) {
                return new Failure("%s: says %s at %s".formatted(service, health, serving), REMEDY);
            }
        } catch (StatusRuntimeException unreachable) {
            return new Failure(
                    "%s: does not answer gRPC at %s (%s)".formatted(service, serving, unreachable.getStatus()), REMEDY);
        }
        return ready();
    }

    private ServingStatus health() throws InterruptedException {
        var channel = Grpc.newChannelBuilder(serving.toString(), InsecureChannelCredentials.create())
                .build();
        try {
            return HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(SECONDS_TO_ANSWER, TimeUnit.SECONDS)
                    .check(HealthCheckRequest.getDefaultInstance())
                    .getStatus();
        } finally {
            channel.shutdownNow().awaitTermination(SECONDS_TO_ANSWER, TimeUnit.SECONDS);
        }
    }

    private Finding ready() throws InterruptedException {
        try {
            var answer = Web.get(Web.at(management, "/ready"));
            return answer.statusCode() == OK
                    ? new Ok("%s: serves at %s and is ready".formatted(service, serving))
                    : new Failure("%s: is not ready: %s".formatted(service, answer.body()), REMEDY);
        } catch (IOException unreachable) {
            return new Failure(
                    "%s: its management does not answer at %s (%s)".formatted(service, management, unreachable),
                    REMEDY);
        }
    }
}
