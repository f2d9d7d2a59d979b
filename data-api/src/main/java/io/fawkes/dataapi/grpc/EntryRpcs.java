package io.fawkes.dataapi.grpc;

import com.google.protobuf.Empty;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.fawkes.dataapi.contract.EntryMessages;
import io.fawkes.dataapi.domain.Bytes;
import io.fawkes.dataapi.domain.DataApiException.UnknownResource;
import io.fawkes.dataapi.domain.RequestId;
import io.fawkes.dataapi.domain.catalog.Catalog;
import io.fawkes.dataapi.domain.catalog.CatalogListing;
import io.fawkes.dataapi.domain.catalog.EditCatalog;
import io.fawkes.dataapi.domain.catalog.EntryKind;
import io.fawkes.dataapi.domain.fact.FactState;
import io.fawkes.dataapi.domain.filter.Condition;
import io.fawkes.runtime.rpc.CallContext;
import io.fawkes.runtime.rpc.RpcEdge;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * The standard methods over one kind of the catalog's entries, in terms of the contract's fields: AIP gives them the same
 * names for every kind, and the contract's tests hold that.
 */
final class EntryRpcs {

    private static final Condition NOT_DELETED = new Condition.Not(new Condition.Present(CatalogListing.DELETE_TIME));

    private final RpcEdge edge = new RpcEdge(new DataApiStatuses());
    private final EntryKind kind;
    private final Catalog catalog;
    private final EditCatalog edit;

    EntryRpcs(EntryKind kind, Catalog catalog, EditCatalog edit) {
        this.kind = kind;
        this.catalog = catalog;
        this.edit = edit;
    }

    /** How a method of that name is answered. */
    Answering of(String method) {
        return switch (method) {
            case String create when create.startsWith("Create") -> (request, _) -> edge.one(() -> created(request));
            case String batch
            when batch.startsWith("BatchGet") -> (request, answer) -> edge.one(() -> foundAll(request, answer));
            case String get when get.startsWith("Get") -> (request, _) -> edge.one(() -> found(request));
            case String list when list.startsWith("List") -> (request, page) -> edge.one(() -> listed(request, page));
            case String update when update.startsWith("Update") -> (request, _) -> edge.one(() -> updated(request));
            case String delete when delete.startsWith("Delete") -> (request, _) -> edge.one(() -> deleted(request));
            case String back when back.startsWith("Undelete") -> (request, _) -> edge.one(() -> undeleted(request));
            default -> throw new IllegalArgumentException(method + " is no standard method");
        };
    }

    private Mono<Message> created(Message request) {
        var asked = new RequestFields(request);
        Bytes payload = Bytes.of(asked.without("request_id").toByteArray());
        var requestId = RequestId.of(asked.text("request_id"), payload.sha256());
        Message message = asked.message(kind.message());
        var blank = edit.blank(kind, asked.text(kind.message() + "_id"));
        var all = EntryMessages.paths(kind, message, List.of("*"));
        return editing()
                .flatMap(ours -> ours.create(EntryMessages.edited(blank, message, all), requestId))
                .map(EntryMessages::rendered);
    }

    /** Changes as the caller may make them. */
    private Mono<EditCatalog> editing() {
        return CallContext.ofPipeline().map(call -> edit.permitting(new TeamPermit(call.principal())));
    }

    private Mono<Message> found(Message request) {
        String name = new RequestFields(request).text("name");
        return catalog.find(kind, id(name))
                .map(EntryMessages::rendered)
                .switchIfEmpty(Mono.error(() -> new UnknownResource(name)));
    }

    private String id(String name) {
        if (!name.startsWith(kind.collection())) {
            throw new UnknownResource(name);
        }
        return name.substring(kind.collection().length());
    }

    private Mono<Message> foundAll(Message request, Message empty) {
        var batch = new BatchedNames(kind.collection(), new RequestFields(request).texts("names"));
        return catalog.findAll(kind, batch.ids())
                .collectMap(FactState::name)
                .map(batch::inOrder)
                .map(found -> filled(found, empty).build());
    }

    private Mono<Message> updated(Message request) {
        var asked = new RequestFields(request);
        Message message = asked.message(kind.message());
        var named = new RequestFields(message);
        var mask = (FieldMask) asked.message("update_mask");
        Set<String> paths = EntryMessages.paths(kind, message, mask.getPathsList());
        return editing()
                .flatMap(ours -> ours.update(
                        kind,
                        id(named.text("name")),
                        named.text("etag"),
                        before -> EntryMessages.edited(before, message, paths)))
                .map(EntryMessages::rendered);
    }

    private Mono<Message> deleted(Message request) {
        var asked = new RequestFields(request);
        return editing()
                .flatMap(ours -> ours.delete(kind, id(asked.text("name")), asked.text("etag")))
                .thenReturn(Empty.getDefaultInstance());
    }

    private Mono<Message> undeleted(Message request) {
        var asked = new RequestFields(request);
        return editing()
                .flatMap(ours -> ours.undelete(kind, id(asked.text("name")), asked.text("etag")))
                .map(EntryMessages::rendered);
    }

    private Mono<Message> listed(Message request, Message empty) {
        boolean deletedToo = new RequestFields(request).flag("show_deleted");
        String collection = kind.collection() + (deletedToo ? "deleted" : "");
        var asked = ListArguments.of(request, collection, CatalogListing.of(kind));
        var query = asked.query(Optional.empty());
        return catalog.list(kind, deletedToo ? query : query.and(NOT_DELETED))
                .collectList()
                .map(read -> answer(asked.rows(read), asked.next(read), empty));
    }

    private static Message answer(List<FactState> rows, String nextToken, Message empty) {
        var token = empty.getDescriptorForType().findFieldByName("next_page_token");
        return filled(rows, empty).setField(token, nextToken).build();
    }

    private static Message.Builder filled(List<FactState> rows, Message empty) {
        var entries = empty.getDescriptorForType().findFieldByNumber(1);
        var answer = empty.toBuilder();
        rows.forEach(row -> answer.addRepeatedField(entries, EntryMessages.rendered(row)));
        return answer;
    }
}
