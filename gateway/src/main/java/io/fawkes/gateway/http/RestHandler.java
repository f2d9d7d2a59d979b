package io.fawkes.gateway.http;

import com.google.rpc.Code;
import io.fawkes.gateway.access.Doorkeeper;
import io.fawkes.gateway.backend.Backends;
import io.fawkes.gateway.backend.ByteCalls;
import io.fawkes.gateway.backend.Call;
import io.fawkes.gateway.backend.Forwarding;
import io.fawkes.gateway.transcode.Refusal;
import io.fawkes.gateway.transcode.RestRequest;
import io.fawkes.gateway.transcode.Route;
import io.fawkes.gateway.transcode.Router;
import io.fawkes.gateway.transcode.StatusWriter;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import reactor.core.publisher.Mono;

/** Answers REST requests: finds the rpc, binds its message, calls it, writes what it says. Safe for concurrent use. */
final class RestHandler {
    private final Router router;
    private final Doorkeeper doorkeeper;
    private final Backends backends;
    private final DoorLimits limits;
    private final BodyReader bodies;
    private final Responses responses;
    private final StreamAnswers streams;
    private final Cors cors;
    private final Documents documents;

    RestHandler(
            Router router,
            Doorkeeper doorkeeper,
            Backends backends,
            DoorLimits limits,
            StatusWriter statuses,
            Cors cors,
            Documents documents) {
        this.router = router;
        this.doorkeeper = doorkeeper;
        this.backends = backends;
        this.limits = limits;
        this.bodies = new BodyReader(limits);
        this.responses = new Responses(statuses);
        this.streams = new StreamAnswers(statuses, limits.heartbeat());
        this.cors = cors;
        this.documents = documents;
    }

    Mono<Void> handle(Exchange exchange) {
        cors.mark(exchange);
        return Mono.defer(() -> found(exchange)).onErrorResume(Refusal.class, refusal -> refuse(exchange, refusal));
    }

    private Mono<Void> found(Exchange exchange) {
        var path = exchange.target().path();
        if (Cors.isPreflight(exchange)) {
            return cors.preflight(exchange, router.methods(path));
        }
        if (exchange.asksForOptions() && !router.takes(exchange.method(), path)) {
            return responses.options(exchange, router.methods(path));
        }
        var document = documents.at(exchange.method(), path);
        return document.isPresent()
                ? responses.document(exchange, document.get())
                : answer(exchange, router.match(exchange.method(), path));
    }

    /** Reads the body to its end first: a caller that is still writing may never see an answer. */
    Mono<Void> refuse(Exchange exchange, Refusal refusal) {
        return discarded(exchange).then(Mono.defer(() -> responses.failure(exchange, refusal)));
    }

    private Mono<Void> discarded(Exchange exchange) {
        return bodies.read(exchange.request(), 0).onErrorComplete().then();
    }

    /** Who may not call is told so before a byte of the body is looked at. */
    private Mono<Void> answer(Exchange exchange, Router.Match match) {
        return doorkeeper
                .admit(
                        match.route().fullMethodName(),
                        exchange.request().requestHeaders().get("authorization"))
                .map(_ -> true)
                .onErrorResume(
                        StatusRuntimeException.class,
                        refused -> turnedAway(exchange, refused).thenReturn(false))
                .flatMap(admitted -> admitted ? admitted(exchange, match) : Mono.empty());
    }

    private Mono<Void> turnedAway(Exchange exchange, StatusRuntimeException refused) {
        return discarded(exchange).then(Mono.defer(() -> responses.failure(exchange, refused)));
    }

    private Mono<Void> admitted(Exchange exchange, Router.Match match) {
        return match.route().takesStream() ? uploaded(exchange, match) : read(exchange, match);
    }

    private Mono<Void> uploaded(Exchange exchange, Router.Match match) {
        var route = match.route();
        var messages = Uploads.messages(exchange, match);
        return ByteCalls.clientStream(channel(route), call(exchange, route), messages)
                .single()
                .flatMap(said -> responses.whole(exchange, route, said))
                .onErrorResume(error -> failed(exchange, error));
    }

    private Mono<Void> read(Exchange exchange, Router.Match match) {
        return bodies.read(exchange.request(), limits.recordedBytes())
                .flatMap(body -> answer(exchange, match, body))
                .onErrorResume(error -> failed(exchange, error));
    }

    private Mono<Void> answer(Exchange exchange, Router.Match match, BodyReader.Body body) {
        var route = match.route();
        if (body.isCut() && !route.recordsOversizedBodies()) {
            return Mono.error(Refusal.bodyTooLarge(limits.bodyBytes()));
        }
        var message =
                match.bind(new RestRequest(exchange.target().query(), exchange.headers(), body.kept(), body.size()));
        return route.streams() ? stream(exchange, route, message) : once(exchange, route, message, body.isCut());
    }

    private Mono<Void> once(Exchange exchange, Route route, byte[] message, boolean oversized) {
        var answer = ByteCalls.unary(channel(route), call(exchange, route), message)
                .single()
                .flatMap(said -> responses.whole(exchange, route, said));
        return oversized
                ? answer.onErrorResume(RestHandler::isRefusedArgument, error -> responses.oversized(exchange, error))
                : answer;
    }

    private static boolean isRefusedArgument(Throwable error) {
        return error instanceof StatusRuntimeException failure
                && failure.getStatus().getCode().value() == Code.INVALID_ARGUMENT_VALUE;
    }

    private Mono<Void> stream(Exchange exchange, Route route, byte[] message) {
        return streams.write(exchange, route, ByteCalls.serverStream(channel(route), call(exchange, route), message));
    }

    private Mono<Void> failed(Exchange exchange, Throwable error) {
        return exchange.response().hasSentHeaders() ? Mono.error(error) : responses.failure(exchange, error);
    }

    private Channel channel(Route route) {
        return backends.serving(route.service()).orElseThrow(() -> Refusal.serviceUnreachable(route.service()));
    }

    private Call call(Exchange exchange, Route route) {
        var headers = exchange.request().requestHeaders();
        var most = route.streams() || route.takesStream() ? limits.stream() : limits.unary();
        return new Call(
                route.fullMethodName(),
                Forwarding.timeout(headers::get, most),
                Forwarding.metadata(headers::get, exchange.requestId()),
                exchange.trace());
    }
}
