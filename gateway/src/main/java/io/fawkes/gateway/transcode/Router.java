package io.fawkes.gateway.transcode;

import io.fawkes.gateway.transcode.PathTemplate.Literal;
import io.fawkes.gateway.transcode.PathTemplate.Wildcard;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request: a trie of segments in which a literal goes before {@code *} and {@code *} before
 * {@code **}. Immutable once built; safe for concurrent use.
 */
public final class Router {
    private final Node root = new Node();
    private final Set<String> safeRpcs;
    private final List<SecretInPath> secrets;

    private Router(Collection<Route> routes) {
        routes.forEach(this::add);
        this.safeRpcs = routes.stream()
                .filter(route -> route.httpMethod().equals("GET"))
                .map(Route::fullMethodName)
                .collect(Collectors.toUnmodifiableSet());
        this.secrets = routes.stream().flatMap(Route::secretsInPath).distinct().toList();
    }

    /**
     * Takes all routes of the mesh.
     *
     * @throws IllegalArgumentException if two routes answer the same requests, or an rpc's HTTP rule makes no sense
     */
    public static Router of(MeshDescriptors mesh) {
        return new Router(new RouteReader(mesh.types()).routesOf(mesh));
    }

    /**
     * Finds the route for a request; {@code HEAD} is answered by the route for {@code GET} unless it has its own.
     *
     * @throws Refusal 404 if no route has this path, 405 if none of those that have it takes {@code httpMethod}
     */
    public Match match(String httpMethod, String rawPath) {
        var allowed = new TreeSet<String>();
        for (var path : RequestPath.readings(rawPath)) {
            var search = new Search(httpMethod, path, allowed);
            if (search.from(root, 0) && search.found != null) {
                return new Match(search.found, search.found.template().captures(path.raw()));
            }
        }
        throw allowed.isEmpty() ? Refusal.routeUnknown(rawPath) : Refusal.httpMethodUnsupported(httpMethod, allowed);
    }

    /** Whether a route answers {@code httpMethod} on {@code rawPath}. */
    public boolean takes(String httpMethod, String rawPath) {
        return RequestPath.readings(rawPath).stream()
                .anyMatch(path -> new Search(httpMethod, path, new TreeSet<>()).from(root, 0));
    }

    /**
     * The HTTP methods that {@code rawPath} takes, {@code OPTIONS} among them.
     *
     * @throws Refusal 404 if no route has this path
     */
    public SortedSet<String> methods(String rawPath) {
        var methods = new TreeSet<String>();
        RequestPath.readings(rawPath).forEach(path -> new Search("", path, methods).from(root, 0));
        if (methods.isEmpty()) {
            throw Refusal.routeUnknown(rawPath);
        }
        return methods;
    }

    /** {@code rawPath} as it may be recorded: without what a route, whatever its method, keeps secret. */
    public String showable(String rawPath) {
        var shown = rawPath;
        for (var secret : secrets) {
            shown = secret.hiddenIn(shown);
        }
        return shown;
    }

    /** The rpcs that are asked with {@code GET}: they change nothing, so they may be asked again. */
    public Set<String> safeRpcs() {
        return safeRpcs;
    }

    /**
     * A route and what the path says to it.
     *
     * @param captures values by field path
     */
    public record Match(Route route, Map<String, String> captures) {
        public Match {
            captures = Map.copyOf(captures);
        }

        /** Makes the rpc's message of the request, in wire form. */
        public byte[] bind(RestRequest request) {
            return route.bind(captures, request);
        }
    }

    private void add(Route route) {
        var node = root;
        for (var segment : route.template().segments()) {
            node = node.child(segment);
        }
        var earlier = node.leaf(route.template().verb()).routes.putIfAbsent(route.httpMethod(), route);
        if (earlier != null) {
            throw new IllegalArgumentException("routes: %s and %s answer the same requests".formatted(earlier, route));
        }
    }

    /** One segment deeper for each kind of segment. Only built while the router is constructed. */
    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<String, Leaf> leaves = new HashMap<>();
        private @Nullable Node one;
        private @Nullable Node rest;

        Node child(PathTemplate.Segment segment) {
            return switch (segment) {
                case Literal(var text) -> literals.computeIfAbsent(text, _ -> new Node());
                case Wildcard.ONE -> one();
                case Wildcard.REST -> rest();
            };
        }

        private Node one() {
            var node = one == null ? new Node() : one;
            one = node;
            return node;
        }

        private Node rest() {
            var node = rest == null ? new Node() : rest;
            rest = node;
            return node;
        }

        Leaf leaf(String verb) {
            return leaves.computeIfAbsent(verb, _ -> new Leaf());
        }
    }

    /** Routes of one template and verb, by HTTP method. */
    private static final class Leaf {
        private static final String ANY = "*";
        private static final Set<String> EVERY = Set.of("GET", "HEAD", "PATCH", "POST", "PUT", "DELETE");

        private final Map<String, Route> routes = new TreeMap<>();

        @Nullable
        Route routeFor(String httpMethod) {
            var own = routes.get(httpMethod);
            var shared = own == null && "HEAD".equals(httpMethod) ? routes.get("GET") : own;
            return shared == null ? routes.get(ANY) : shared;
        }

        void addMethodsTo(SortedSet<String> allowed) {
            allowed.addAll(routes.containsKey(ANY) ? EVERY : routes.keySet());
            allowed.add("OPTIONS");
            if (routes.containsKey("GET")) {
                allowed.add("HEAD");
            }
        }
    }

    /** One walk through the trie; visits each node at most once, as a node has one depth. */
    private static final class Search {
        private final String httpMethod;
        private final RequestPath path;
        private final SortedSet<String> allowed;
        private @Nullable Route found;

        Search(String httpMethod, RequestPath path, SortedSet<String> allowed) {
            this.httpMethod = httpMethod;
            this.path = path;
            this.allowed = allowed;
        }

        boolean from(Node node, int depth) {
            if (depth == path.decoded().size()) {
                return ends(node) || (node.rest != null && ends(node.rest));
            }
            var segment = path.decoded().get(depth);
            var literal = node.literals.get(segment);
            if (literal != null && from(literal, depth + 1)) {
                return true;
            }
            if (segment.isEmpty()) {
                return false;
            }
            return (node.one != null && from(node.one, depth + 1))
                    || (node.rest != null && noneEmptyFrom(depth) && ends(node.rest));
        }

        private boolean noneEmptyFrom(int depth) {
            var rest = path.decoded().subList(depth, path.decoded().size());
            return rest.stream().allMatch(Predicate.not(String::isEmpty));
        }

        private boolean ends(Node node) {
            var leaf = node.leaves.get(path.verb());
            if (leaf == null) {
                return false;
            }
            leaf.addMethodsTo(allowed);
            found = leaf.routeFor(httpMethod);
            return found != null;
        }
    }
}
