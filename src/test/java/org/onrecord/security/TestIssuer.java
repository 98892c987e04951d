package org.onrecord.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;

/** An issuer of access tokens that serves its keys over HTTP, with OpenID Connect Discovery. */
@QuarkusTestResource(TestIssuer.class)
public class TestIssuer implements QuarkusTestResourceLifecycleManager {

    // Quarkus loads this class several times, by different class loaders. They share system properties.
    private static final String URL = "onrecord.test.issuer";

    private static final String KEY = "onrecord.test.issuer-key";

    /** A second key with its comma, or nothing. */
    private static final String NEW_KEY = "onrecord.test.issuer-new-key";

    /** An argument: tokens name an issuer without discovery, and the service has the URL of the keys as a setting. */
    public static final String WITHOUT_DISCOVERY = "without-discovery";

    private HttpServer server;
    private String issuerWithoutDiscovery;

    @Override
    public void init(Map<String, String> arguments) {
        issuerWithoutDiscovery = arguments.get(WITHOUT_DISCOVERY);
    }

    @Override
    public Map<String, String> start() {
        KeyPair pair = newKey();
        String key = json("test", (RSAPublicKey) pair.getPublic());
        System.clearProperty(NEW_KEY);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String url = "http://localhost:" + server.getAddress().getPort();
        if (issuerWithoutDiscovery == null) {
            String metadata = """
                    {"issuer": "%1$s", "jwks_uri": "%1$s/keys", "token_endpoint": "%1$s/token"}
                    """.formatted(url);
            serve("/.well-known/openid-configuration", () -> metadata);
        }
        serve("/keys", () -> "{\"keys\": [" + key + System.getProperty(NEW_KEY, "") + "]}");
        server.start();
        System.setProperty(URL, issuerWithoutDiscovery == null ? url : issuerWithoutDiscovery);
        System.setProperty(
                KEY, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        Map<String, String> settings = new HashMap<>();
        settings.put("onrecord.access.issuer", System.getProperty(URL));
        settings.put("onrecord.access.role-claim", "realm_access/roles");
        if (issuerWithoutDiscovery != null) {
            settings.put("onrecord.access.jwks", url + "/keys");
        }
        return settings;
    }

    private void serve(String path, Supplier<String> json) {
        server.createContext(path, exchange -> {
            byte[] body = json.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static String json(String id, RSAPublicKey key) {
        return """
                {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}
                """.formatted(id, base64(key.getModulus()), base64(key.getPublicExponent()));
    }

    /**
     * Makes the issuer publish one more key.
     *
     * @param id the id by which tokens name it
     */
    static PrivateKey publishKey(String id) {
        KeyPair pair = newKey();
        System.setProperty(NEW_KEY, "," + json(id, (RSAPublicKey) pair.getPublic()));
        return pair.getPrivate();
    }

    /** Unsigned and big-endian (RFC 7518, 2). */
    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** The environment of a packaged service that accepts the tokens of the issuer. */
    public static Map<String, String> environment() {
        return Map.of("ONRECORD_ACCESS_ISSUER", url(), "ONRECORD_ACCESS_ROLE_CLAIM", "realm_access/roles");
    }

    /** The URL of the issuer, as tokens name it. */
    public static String url() {
        return System.getProperty(URL);
    }

    /** A token with roles that is valid for longer than the tests take. */
    public static String token(String... roles) {
        return signed(claims(roles));
    }

    public static JwtClaimsBuilder claims(String... roles) {
        return Jwt.issuer(System.getProperty(URL, "http://localhost:9"))
                .audience("onrecord")
                .upn("reporter@example.org")
                .subject("reporter")
                .expiresAt(Instant.now().plus(Duration.ofHours(3)))
                .claim("realm_access", Map.of("roles", Set.of(roles)));
    }

    public static String signed(JwtClaimsBuilder claims) {
        String known = System.getProperty(KEY);
        if (known == null) {
            return claims.jws().keyId("test").sign(newKey().getPrivate()); // This test runs without an issuer.
        }
        try {
            PrivateKey key = KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(known)));
            return claims.jws().keyId("test").sign(key);
        } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
