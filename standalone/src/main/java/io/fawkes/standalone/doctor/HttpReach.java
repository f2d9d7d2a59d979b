package io.fawkes.standalone.doctor;

import io.fawkes.standalone.doctor.Finding.Failure;
import io.fawkes.standalone.doctor.Finding.Ok;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Whether a server that is not ours says that it is ready. */
public final class HttpReach implements Check {

    private static final int OK = 200;

    private final String peer;
    private final URI ready;
    private final String variable;

    /**
     * @param peer what should answer
     * @param ready the address that answers 200 when it is ready
     * @param variable says where it is
     */
    public HttpReach(String peer, URI ready, String variable) {
        this.peer = peer;
        this.ready = ready;
        this.variable = variable;
    }

    @Override
    public String subject() {
        return peer;
    }

    @Override
    public List<Finding> findings() throws InterruptedException {
        try {
            var answer = Web.get(ready);
            return List.of(
                    answer.statusCode() == OK
                            ? new Ok("%s: is ready at %s".formatted(peer, ready))
                            : new Failure(
                                    "%s: answers %d at %s".formatted(peer, answer.statusCode(), ready),
                                    "see its log; %s says where it is".formatted(variable)));
        } catch (IOException | IllegalArgumentException unreachable) {
            return List.of(new Failure(
                    "%s: does not answer at %s (%s)".formatted(peer, ready, unreachable),
                    "start it, or correct %s".formatted(variable)));
        }
    }
}
