package io.fawkes.runtime.postgres;

/** The lease ran out or belongs to someone else; nothing may be written in its name any more. */
public final class LeaseLost extends RuntimeException {
    LeaseLost(Lease lease) {
        super("lease %s: lost by %s in epoch %d".formatted(lease.name(), lease.holder(), lease.epoch()));
    }
}
