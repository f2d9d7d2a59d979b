package io.fawkes.runtime.postgres;

import io.fawkes.runtime.telemetry.OwnContext;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import reactor.core.publisher.Mono;

/**
 * Opens connections in the context of no caller: a pooled one outlives the call for which it was opened.
 *
 * @param connections opens them
 */
record OwnerlessConnections(ConnectionFactory connections) implements ConnectionFactory {

    @Override
    public Mono<Connection> create() {
        return OwnContext.none(Mono.from(connections.create()));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return connections.getMetadata();
    }
}
