package io.fawkes.dataapi.grpc;

import com.google.protobuf.Message;
import reactor.core.publisher.Mono;

/** Answers an rpc that is known by the contract's description only. */
@FunctionalInterface
interface Answering {

    /** Answers {@code request}; {@code empty} is an empty answer. */
    Mono<Message> answer(Message request, Message empty);
}
