package io.fawkes.dataapi.grpc;

import com.google.protobuf.Message;
import io.fawkes.dataapi.contract.FactMessages;
import io.fawkes.dataapi.contract.ReportedMessages;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.fact.Revision;
import io.fawkes.dataapi.domain.filter.Listing;
import io.fawkes.dataapi.domain.report.AttributedFact;
import io.fawkes.dataapi.domain.report.FactListings;
import io.fawkes.dataapi.domain.report.ReportFact;
import io.fawkes.dataapi.domain.report.ReportRule;
import io.fawkes.dataapi.domain.report.ReportedFacts;
import io.fawkes.runtime.rpc.CallContext;
import io.fawkes.runtime.rpc.RpcEdge;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Create, Get, BatchGet and List over facts of one kind, in terms of the contract's fields: AIP gives them the same names in every
 * service, and the contract's tests hold that.
 */
final class StandardRpcs {

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final ReportRule rule;
    private final ReportFact report;
    private final AttributedReads reads;
    private final Supplier<UUID> ids;
    private final Listing listing;

    StandardRpcs(ReportRule rule, ReportFact report, ReportedFacts facts, Supplier<UUID> ids) {
        this.rule = rule;
        this.report = report;
        this.reads = new AttributedReads(rule.shape(), facts);
        this.ids = ids;
        this.listing = FactListings.of(rule.shape());
    }

    /** How a method of that name is answered. */
    Answering of(String method) {
        return switch (method) {
            case String create when create.startsWith("Create") -> (request, _) -> edge.one(() -> created(request));
            case String get when get.startsWith("Get") -> (request, _) -> edge.one(() -> found(request));
            case String list when list.startsWith("List") -> (request, page) -> edge.one(() -> listed(request, page));
            case String batch
            when batch.startsWith("BatchGet") -> (request, answer) -> edge.one(() -> foundAll(request, answer));
            default -> throw new IllegalArgumentException(method + " is no standard method");
        };
    }

    private Mono<Message> created(Message request) {
        var asked = new RequestFields(request);
        Bytes payload = Bytes.of(asked.without("request_id").toByteArray());
        var requestId = RequestId.of(asked.text("request_id"), payload.sha256());
        var revision = revision(asked);
        return CallContext.ofPipeline()
                .map(CallContext::principal)
                .flatMap(caller -> caller.seesEveryRow()
                        ? report.report(revision, requestId)
                        : report.report(revision, requestId, new ReportPermit(caller)))
                .map(FactMessages::rendered);
    }

    private Revision revision(RequestFields asked) {
        String given = asked.text(rule.message() + "_id");
        String sourceId = given.isEmpty() ? ids.get().toString() : given;
        return ReportedMessages.revision(rule.shape().kind(), rule.message(), asked.message(rule.message()), sourceId);
    }

    private Mono<Message> found(Message request) {
        return reads.get(new RequestFields(request).text("name")).map(FactMessages::rendered);
    }

    private Mono<Message> foundAll(Message request, Message empty) {
        return reads.getAll(new RequestFields(request).texts("names"))
                .map(found -> filled(found, empty).build());
    }

    private Mono<Message> listed(Message request, Message empty) {
        var asked = ListArguments.of(request, rule.shape().kind().collection(), listing);
        return reads.list(asked).map(read -> answer(asked.rows(read), asked.next(read), empty));
    }

    private static Message answer(List<AttributedFact> rows, String nextToken, Message empty) {
        var token = empty.getDescriptorForType().findFieldByName("next_page_token");
        return filled(rows, empty).setField(token, nextToken).build();
    }

    private static Message.Builder filled(List<AttributedFact> rows, Message empty) {
        var resources = empty.getDescriptorForType().findFieldByNumber(1);
        var answer = empty.toBuilder();
        rows.forEach(row -> answer.addRepeatedField(resources, FactMessages.rendered(row)));
        return answer;
    }
}
