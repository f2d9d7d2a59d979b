package io.fawkes.gateway.http;

import com.google.protobuf.ByteString;
import io.fawkes.gateway.transcode.MeshDescriptors;
import io.fawkes.gateway.transcode.OpenApi;
import io.fawkes.gateway.transcode.ProtoArchive;
import io.fawkes.gateway.transcode.ResponseWriter;
import io.fawkes.gateway.transcode.ResponseWriter.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** What the door says of itself: documents that are made when it opens, and are open to everyone. Immutable. */
final class Documents {
    private static final String FOLDER = "/docs/";

    private final Map<String, Body> byPath;

    private Documents(Map<String, Body> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

    static Documents of(MeshDescriptors mesh) {
        return new Documents(Map.of(
                "/openapi.json", new Body(ResponseWriter.JSON, OpenApi.of(mesh)),
                "/proto.zip", new Body("application/zip", ProtoArchive.of(mesh)),
                "/docs", page("index.html", "text/html; charset=utf-8"),
                "/docs/page.js", page("page.js", "text/javascript; charset=utf-8"),
                "/docs/page.css", page("page.css", "text/css; charset=utf-8")));
    }

    /** The document at {@code path}, for whoever reads. */
    Optional<Body> at(String httpMethod, String path) {
        return httpMethod.equals("GET") || httpMethod.equals("HEAD")
                ? Optional.ofNullable(byPath.get(path))
                : Optional.empty();
    }

    private static Body page(String name, String mediaType) {
        try (var in = Documents.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException(FOLDER + name + ": not on the class path");
            }
            return new Body(mediaType, ByteString.readFrom(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
