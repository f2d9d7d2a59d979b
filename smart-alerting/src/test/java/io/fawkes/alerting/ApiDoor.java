package io.fawkes.alerting;

import com.google.api.HttpBody;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.fawkes.alerting.v1.DropSilenceRequest;
import io.fawkes.alerting.v1.PostAlertsRequest;
import io.fawkes.alerting.v1.PostSilenceRequest;
import io.fawkes.alerting.v1.QueryAlertGroupsRequest;
import io.fawkes.alerting.v1.QueryAlertsRequest;
import io.fawkes.alerting.v1.QueryReceiversRequest;
import io.fawkes.alerting.v1.QuerySilencesRequest;
import io.fawkes.alerting.v1.ReactorAlertmanagerServiceGrpc;
import io.fawkes.alerting.v1.ReactorAlertmanagerServiceGrpc.ReactorAlertmanagerServiceStub;
import io.fawkes.alerting.v1.ReadSilenceRequest;
import io.fawkes.alerting.v1.ReadStatusRequest;
import io.grpc.Status;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URI;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/** Alertmanager's API over HTTP, as the gateway binds it: query parameters to fields of their names, bodies to raw ones. */
final class ApiDoor implements AutoCloseable {

    private static final String ROOT = "/alertmanager";
    private static final String API = ROOT + "/api/v2/";

    private final Alerting alerting;
    private final DisposableServer server;

    ApiDoor(Alerting alerting) {
        this.alerting = alerting;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(this::routes)
                .bindNow();
    }

    private void routes(HttpServerRoutes routes) {
        routes.get(API + "alerts", ask(QueryAlertsRequest.newBuilder()::build, (stub, ask) -> stub.queryAlerts(ask)))
                .get(
                        API + "alerts/groups",
                        ask(QueryAlertGroupsRequest.newBuilder()::build, (stub, ask) -> stub.queryAlertGroups(ask)))
                .post(
                        API + "alerts",
                        (request, response) -> posted(
                                request,
                                response,
                                (stub, body) -> stub.postAlerts(PostAlertsRequest.newBuilder()
                                        .setBody(body)
                                        .build())))
                .get(
                        API + "silences",
                        ask(QuerySilencesRequest.newBuilder()::build, (stub, ask) -> stub.querySilences(ask)))
                .post(
                        API + "silences",
                        (request, response) -> posted(
                                request,
                                response,
                                (stub, body) -> stub.postSilence(PostSilenceRequest.newBuilder()
                                        .setBody(body)
                                        .build())))
                .get(
                        API + "silence/{id}",
                        (request, response) -> answered(
                                response,
                                stub -> stub.readSilence(ReadSilenceRequest.newBuilder()
                                        .setSilenceId(id(request))
                                        .build())))
                .delete(
                        API + "silence/{id}",
                        (request, response) -> answered(
                                response,
                                stub -> stub.dropSilence(DropSilenceRequest.newBuilder()
                                        .setSilenceId(id(request))
                                        .build())))
                .get(
                        API + "receivers",
                        ask(QueryReceiversRequest.newBuilder()::build, (stub, ask) -> stub.queryReceivers(ask)))
                .get(API + "status", ask(ReadStatusRequest.newBuilder()::build, (stub, ask) -> stub.readStatus(ask)));
    }

    private static String id(HttpServerRequest request) {
        return Objects.requireNonNull(request.param("id"));
    }

    /** A question whose query parameters are fields of the request. */
    @SuppressWarnings("unchecked") // a message's builder builds messages of its kind
    private <T extends Message> BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> ask(
            java.util.function.Supplier<T> empty, BiFunction<ReactorAlertmanagerServiceStub, T, Mono<HttpBody>> rpc) {
        return (request, response) -> answered(response, stub -> rpc.apply(stub, (T) filled(empty.get(), request)));
    }

    private static Message filled(Message empty, HttpServerRequest request) {
        Message.Builder filled = empty.toBuilder();
        new QueryStringDecoder(request.uri()).parameters().forEach((name, values) -> {
            FieldDescriptor field = filled.getDescriptorForType().findFieldByName(name);
            if (field.isRepeated()) {
                values.forEach(value -> filled.addRepeatedField(field, value));
            } else {
                String value = values.getFirst();
                boolean isFlag = field.getJavaType() == FieldDescriptor.JavaType.BOOLEAN;
                filled.setField(field, isFlag ? (Object) Boolean.valueOf(value) : value);
            }
        });
        return filled.build();
    }

    private Mono<Void> posted(
            HttpServerRequest request,
            HttpServerResponse response,
            BiFunction<ReactorAlertmanagerServiceStub, HttpBody, Mono<HttpBody>> rpc) {
        return request.receive()
                .aggregate()
                .asString()
                .flatMap(body -> answered(response, stub -> rpc.apply(stub, Alerting.body(body))));
    }

    private Mono<Void> answered(
            HttpServerResponse response, Function<ReactorAlertmanagerServiceStub, Mono<HttpBody>> rpc) {
        var stub = ReactorAlertmanagerServiceGrpc.newReactorStub(alerting.peer().channel());
        return alerting.peer()
                .one(stub, rpc)
                .flatMap(body -> response.header("content-type", "application/json")
                        .sendByteArray(Mono.just(body.getData().toByteArray()))
                        .then())
                .onErrorResume(error -> response.status(code(error)).send());
    }

    private static int code(Throwable error) {
        return switch (Status.fromThrowable(error).getCode()) {
            case NOT_FOUND -> 404;
            case INVALID_ARGUMENT, FAILED_PRECONDITION -> 400;
            default -> 500;
        };
    }

    /** What amtool and Prometheus are pointed at. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port() + ROOT);
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
