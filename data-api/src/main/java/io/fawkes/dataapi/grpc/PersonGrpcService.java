package io.fawkes.dataapi.grpc;

import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.audit.AuditEvent.Deed;
import io.fawkes.dataapi.domain.people.Erasures;
import io.fawkes.dataapi.domain.people.Person;
import io.fawkes.dataapi.v1.ErasePersonRequest;
import io.fawkes.dataapi.v1.Erasure;
import io.fawkes.dataapi.v1.GetErasureRequest;
import io.fawkes.dataapi.v1.ReactorPersonServiceGrpc;
import io.fawkes.runtime.rpc.CallContext;
import io.fawkes.runtime.rpc.RpcEdge;
import reactor.core.publisher.Mono;

/** People as rpcs: they can only be forgotten. */
public final class PersonGrpcService extends ReactorPersonServiceGrpc.PersonServiceImplBase {

    private static final String COLLECTION = "erasures/";

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final Erasures erasures;

    public PersonGrpcService(Erasures erasures) {
        this.erasures = erasures;
    }

    @Override
    public Mono<Erasure> erasePerson(ErasePersonRequest request) {
        return edge.one(() -> {
            var person = new Person(request.getLogin(), request.getSource());
            return CallContext.ofPipeline()
                    .flatMap(call -> erasures.begin(person, erasure -> deed(call, erasure)))
                    .map(PersonGrpcService::message);
        });
    }

    private static Deed deed(CallContext call, io.fawkes.dataapi.domain.people.Erasure erasure) {
        return new Deed(
                call.principal().subject(),
                "ErasePerson",
                erasure.name(),
                "asked for; " + erasure.pseudonym() + " in the person's place",
                call.requestId());
    }

    @Override
    public Mono<Erasure> getErasure(GetErasureRequest request) {
        return edge.one(() -> Mono.justOrEmpty(ResourceIds.uuid(COLLECTION, request.getName()))
                .flatMap(erasures::find)
                .map(PersonGrpcService::message)
                .switchIfEmpty(Mono.error(() -> new UnknownResource(request.getName()))));
    }

    private static Erasure message(io.fawkes.dataapi.domain.people.Erasure erasure) {
        var message = Erasure.newBuilder()
                .setName(erasure.name())
                .setPseudonym(erasure.pseudonym())
                .setSource(erasure.source())
                .setCreateTime(Times.timestamp(erasure.createdAt()))
                .setRewrittenFactCount(erasure.done().facts())
                .setRewrittenLogRowCount(erasure.done().logRows())
                .setEmptiedDeliveryCount(erasure.done().deliveries());
        erasure.completedAt().map(Times::timestamp).ifPresent(message::setCompleteTime);
        return message.build();
    }
}
