package io.fawkes.alerting.egress;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import reactor.netty.http.HttpResources;

/**
 * Looks names up as every client here does, without blocking, and refuses an answer that nothing may be posted to. What
 * was checked is what is connected to.
 */
final class CheckedResolvers extends AddressResolverGroup<InetSocketAddress> {

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Checked(executor).asAddressResolver();
    }

    private static final class Checked extends InetNameResolver {

        Checked(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            resolved(host).addListener((Future<List<InetSocketAddress>> found) -> {
                if (found.isSuccess()) {
                    answer(
                            found.getNow().stream()
                                    .map(InetSocketAddress::getAddress)
                                    .toList(),
                            promise);
                } else {
                    promise.setFailure(found.cause());
                }
            });
        }

        private static void answer(List<InetAddress> found, Promise<InetAddress> promise) {
            found.stream()
                    .filter(address -> Addresses.refusal(address).isEmpty())
                    .findFirst()
                    .ifPresentOrElse(
                            promise::setSuccess,
                            () -> promise.setFailure(new UnknownHostException("no address that may be posted to")));
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            Promise<InetAddress> first = executor().newPromise();
            doResolve(host, first);
            first.addListener((Future<InetAddress> found) -> {
                if (found.isSuccess()) {
                    promise.setSuccess(List.of(found.getNow()));
                } else {
                    promise.setFailure(found.cause());
                }
            });
        }

        @SuppressWarnings("unchecked") // reactor-netty's resolvers are of socket addresses of the internet
        private Future<List<InetSocketAddress>> resolved(String host) {
            var resolver = (AddressResolver<InetSocketAddress>)
                    HttpResources.get().getOrCreateDefaultResolver().getResolver(executor());
            return resolver.resolveAll(InetSocketAddress.createUnresolved(host, 0));
        }
    }
}
