package io.fawkes.runtime.rpc;

import java.util.Optional;

/** How one service's refusals leave it: the only place where its exceptions become statuses. */
@FunctionalInterface
public interface ErrorTranslation {

    /** The status of {@code error}; empty if it is none of the service's own refusals. */
    Optional<RpcStatus> translate(Throwable error);
}
