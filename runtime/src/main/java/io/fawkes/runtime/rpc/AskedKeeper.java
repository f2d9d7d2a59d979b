package io.fawkes.runtime.rpc;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import io.fawkes.runtime.identity.ApiTokenKeeper;
import io.fawkes.runtime.identity.ApiTokenKeeperUnavailable;
import io.fawkes.runtime.identity.Bearer;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * data-api as the keeper of API tokens, asked by {@code VerifyApiToken}. The two messages are written and read field by field,
 * so that this module needs none of the contract's classes; a test compares them with these.
 */
final class AskedKeeper implements ApiTokenKeeper {

    static final String RPC = "fawkes.dataapi.v1.ApiTokenService/VerifyApiToken";

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int SECRET_SHA256 = 1;
    private static final MethodDescriptor<byte[], Word> METHOD = MethodDescriptor.<byte[], Word>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(RPC)
            .setRequestMarshaller(new Question())
            .setResponseMarshaller(new Answer())
            .build();

    private final Peer dataApi;

    AskedKeeper(Peer dataApi) {
        this.dataApi = dataApi;
    }

    @Override
    public Mono<Word> word(byte[] sha256) {
        return dataApi.own(METHOD, sha256, PATIENCE)
                .onErrorMap(
                        StatusRuntimeException.class,
                        failure -> new ApiTokenKeeperUnavailable(
                                "data-api answers " + failure.getStatus().getCode(), failure));
    }

    private static final class Question implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] sha256) {
            byte[] message = new byte[CodedOutputStream.computeByteArraySize(SECRET_SHA256, sha256)];
            var out = CodedOutputStream.newInstance(message);
            try {
                out.writeByteArray(SECRET_SHA256, sha256);
                out.checkNoSpaceLeft();
            } catch (IOException e) {
                throw new IllegalStateException("the size was computed", e);
            }
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            throw new UnsupportedOperationException("asked here, never answered");
        }
    }

    private static final class Answer implements MethodDescriptor.Marshaller<Word> {

        @Override
        public InputStream stream(Word word) {
            throw new UnsupportedOperationException("asked here, never answered");
        }

        @Override
        public Word parse(InputStream stream) {
            try {
                return new AnswerReader().read(CodedInputStream.newInstance(stream));
            } catch (IOException e) {
                throw Status.INTERNAL
                        .withDescription("an answer that cannot be read")
                        .withCause(e)
                        .asRuntimeException();
            }
        }
    }

    /** Reads one answer; a field that a newer data-api adds is passed over. */
    private static final class AnswerReader {

        private final Set<String> roles = new HashSet<>();
        private final Set<String> teams = new HashSet<>();
        private String subject = "";
        private String refusal = "";
        private Instant until = Instant.EPOCH;

        Word read(CodedInputStream in) throws IOException {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                field(in, tag);
            }
            return refusal.isEmpty() && !subject.isEmpty()
                    ? new Word.Good(new Bearer(subject, teams, roles), until)
                    : new Word.Bad(refusal);
        }

        private void field(CodedInputStream in, int tag) throws IOException {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> subject = in.readStringRequireUtf8();
                case 2 -> readRoles(in, tag);
                case 3 -> teams.add(in.readStringRequireUtf8());
                case 4 -> until = instant(Timestamp.parseFrom(in.readByteArray()));
                case 5 -> refusal = in.readStringRequireUtf8();
                default -> in.skipField(tag);
            }
        }

        /** Enums come packed; a single one may not. */
        private void readRoles(CodedInputStream in, int tag) throws IOException {
            if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
                add(in.readEnum());
                return;
            }
            int before = in.pushLimit(in.readRawVarint32());
            while (in.getBytesUntilLimit() > 0) {
                add(in.readEnum());
            }
            in.popLimit(before);
        }

        /** Numbers of the contract's enum; one that is not known here gives its bearer nothing. */
        private void add(int number) {
            switch (number) {
                case 2 -> add(Role.VIEWER);
                case 3 -> add(Role.DEVELOPER);
                case 4 -> add(Role.ADMIN);
                default -> {}
            }
        }

        private void add(Role role) {
            roles.add(role.name().toLowerCase(Locale.ROOT));
        }

        private static Instant instant(Timestamp time) {
            return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
        }
    }
}
