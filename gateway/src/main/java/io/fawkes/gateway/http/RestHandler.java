package io.fawkes.gateway.http;

import com.google.rpc.Code;
import io.fawkes.gateway.backend.Backends;
import io.fawkes.gateway.backend.ByteCalls;
import io.fawkes.gateway.backend.Call;
import io.fawkes.gateway.backend.Forwarding;
import io.fawkes.gateway.transcode.Refusal;
import io.fawkes.gateway.transcode.RestRequest;
import io.fawkes.gateway.transcode.Route;
import io.fawkes.gateway.transcode.Router;
import io.fawkes.runtime.rpc.Admission;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;

/** Answers REST requests: finds the rpc, binds its message, calls it, writes what it says. Safe for concurrent use. */
final class RestHandler {
    /** Messages asked of a service ahead of what the caller has taken. */
    private static final int AHEAD = 16;

    private final Router router;
    private final Admission admission;
    private final Backends backends;
    private final DoorLimits limits;
    private final BodyReader bodies;
    private final Responses responses;

    RestHandler(Router router, Admission admission, Backends backends, DoorLimits limits, Responses responses) {
        this.router = router;
        this.admission = admission;
        this.backends = backends;
        this.limits = limits;
        this.bodies = new BodyReader(limits);
        this.responses = responses;
    }

    Mono<Void> handle(Exchange exchange) {
        return Mono.fromSupplier(
                        () -> router.match(exchange.method(), exchange.target().path()))
                .flatMap(match -> answer(exchange, match))
                .onErrorResume(Refusal.class, refusal -> refuse(exchange, refusal));
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
        return admission
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

    /** Nothing is written before the first message, the end or an error: until then the HTTP status is open. */
    private Mono<Void> stream(Exchange exchange, Route route, byte[] message) {
        return ByteCalls.serverStream(channel(route), call(exchange, route), message)
                .limitRate(AHEAD)
                .switchOnFirst((first, all) -> begin(exchange, route, first, all))
                .then();
    }

    private Mono<Void> begin(Exchange exchange, Route route, Signal<? extends byte[]> first, Flux<byte[]> all) {
        return first.isOnError() ? all.then() : responses.lines(exchange, route, all);
    }

    private Mono<Void> failed(Exchange exchange, Throwable error) {
        return exchange.response().hasSentHeaders() ? Mono.error(error) : responses.failure(exchange, error);
    }

    private Channel channel(Route route) {
        return backends.serving(route.service()).orElseThrow(() -> Refusal.serviceUnreachable(route.service()));
    }

    private Call call(Exchange exchange, Route route) {
        var headers = exchange.request().requestHeaders();
        var most = route.streams() ? limits.stream() : limits.unary();
        return new Call(
                route.fullMethodName(),
                Forwarding.timeout(headers.get("grpc-timeout"), most),
                Forwarding.metadata(headers::get, exchange.requestId()),
                exchange.trace());
    }
}
