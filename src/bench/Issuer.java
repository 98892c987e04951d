import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

import com.sun.net.httpserver.HttpServer;

/**
 * An issuer of access tokens for benchmarks. It serves its keys, and writes one token of an admin, valid for a day, to
 * a file.
 *
 * <p>{@code java src/bench/Issuer.java PORT TOKEN_FILE}
 */
public class Issuer {

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        int port = Integer.parseInt(args[0]);
        String url = "http://localhost:" + port;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();

        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        serve(server, "/.well-known/openid-configuration", """
                {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "token_endpoint": "%1$s/token"}
                """.formatted(url));
        serve(server, "/keys", """
                {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "bench", "n": "%s", "e": "%s"}]}
                """.formatted(base64(key.getModulus()), base64(key.getPublicExponent())));
        server.start();

        long now = Instant.now().getEpochSecond();
        String claims = """
                {"iss": "%s", "aud": "onrecord", "sub": "bench", "upn": "bench", "iat": %d, "exp": %d,
                 "roles": ["admin"]}
                """.formatted(url, now, now + 24 * 60 * 60);
        String header = "{\"alg\": \"RS256\", \"typ\": \"JWT\", \"kid\": \"bench\"}";
        String signed = base64(header.getBytes(StandardCharsets.UTF_8))
                + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(Path.of(args[1]), signed + "." + base64(signature.sign()));
    }

    private static void serve(HttpServer server, String path, String json) {
        server.createContext(path, exchange -> {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    /** Unsigned and big-endian, as JSON Web Keys have numbers. */
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
