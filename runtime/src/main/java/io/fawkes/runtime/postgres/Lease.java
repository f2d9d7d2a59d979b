package io.fawkes.runtime.postgres;

/**
 * The right to do a piece of work alone, as long as PostgreSQL says so.
 *
 * @param name of the work
 * @param holder who has the right
 * @param epoch grows with every acquisition; a write under the lease demands that it is still this one
 */
public record Lease(String name, String holder, long epoch) {}
