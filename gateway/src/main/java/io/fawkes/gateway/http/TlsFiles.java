package io.fawkes.gateway.http;

import io.netty.util.ReferenceCountUtil;
import java.io.File;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.tcp.SslProvider.GenericSslContextSpec;

/**
 * A certificate with its chain and its key, both in PEM. Read when the door opens.
 *
 * @param certificate the chain, the door's own certificate first
 * @param key its private key, PKCS #8 without a password
 */
public record TlsFiles(Path certificate, Path key) {

    /**
     * Files that were read and fit together.
     *
     * @throws IllegalArgumentException if they cannot be read, or do not
     */
    public static TlsFiles usable(Path certificate, Path key) {
        var files = new TlsFiles(certificate, key);
        try {
            ReferenceCountUtil.release(files.spec().sslContext());
            return files;
        } catch (SSLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    GenericSslContextSpec<?> spec() {
        return Http2SslContextSpec.forServer(file(certificate), file(key));
    }

    private static File file(Path path) {
        return path.toFile();
    }
}
