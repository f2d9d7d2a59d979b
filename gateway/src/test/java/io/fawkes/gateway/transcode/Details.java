package io.fawkes.gateway.transcode;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import java.util.List;

/** What the details of a status say. */
final class Details {
    private Details() {}

    static String reasonOf(Refusal refusal) {
        return reasonOf(refusal.status());
    }

    /** The reason of the one {@code ErrorInfo} that a status must have. */
    static String reasonOf(Status status) {
        var infos = all(status, ErrorInfo.class);
        if (infos.size() != 1) {
            throw new AssertionError("expected one ErrorInfo: " + status);
        }
        return infos.getFirst().getReason();
    }

    /** The field that the first violation names; empty if there is none. */
    static String fieldOf(Refusal refusal) {
        var requests = all(refusal.status(), BadRequest.class);
        return requests.isEmpty()
                ? ""
                : requests.getFirst().getFieldViolations(0).getField();
    }

    static <T extends Message> List<T> all(Status status, Class<T> type) {
        return status.getDetailsList().stream()
                .filter(detail -> detail.is(type))
                .map(detail -> {
                    try {
                        return detail.unpack(type);
                    } catch (InvalidProtocolBufferException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }
}
