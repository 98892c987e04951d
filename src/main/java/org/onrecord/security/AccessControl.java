package org.onrecord.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.execution.Authorizer;

/** Authenticates requests and checks roles. */
@Singleton
public class AccessControl implements Authorizer {

    private static final Logger LOG = Logger.getLogger(AccessControl.class);

    /** How long a request waits for the issuer's keys. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final AccessConfig config;
    private final OidcTenantResolver tenant;
    private final TenantConfigBean initializedTenants;
    private final SecurityIdentity withoutToken;
    /**
     * For requests that wait for the first keys of the issuer. Anyone can send a made-up token, and if the issuer
     * hangs, health checks and the requests without a token need the other worker threads.
     */
    private final Semaphore waiting;

    AccessControl(
            AccessConfig config,
            OidcTenantResolver tenant,
            TenantConfigBean initializedTenants,
            Instance<DeveloperIdentity> developer,
            @ConfigProperty(name = "quarkus.thread-pool.max-threads") int maxThreads) {
        this.config = config;
        this.tenant = tenant;
        this.initializedTenants = initializedTenants;
        this.waiting = new Semaphore(Math.max(1, maxThreads / 10));
        SecurityIdentity anonymous = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(""))
                .setAnonymous(true)
                .build();
        this.withoutToken = developer.isResolvable() ? developer.get().or(anonymous) : anonymous;
    }

    /**
     * The identity of the client by its access token; anonymous without one. Blocks for some seconds at most while the
     * service reads the issuer's keys.
     *
     * @throws ApiException if the token is invalid, if the issuer does not answer, or if the client has no token and
     *     reading requires one
     */
    public SecurityIdentity identify(RoutingContext context) {
        // Most requests have no token. The mechanisms of Quarkus would need an eighth of the CPU time of a small query.
        boolean hasToken = context.request().headers().contains(HttpHeaders.AUTHORIZATION);
        SecurityIdentity identity = hasToken ? authenticate(context) : withoutToken;
        if (identity.isAnonymous() && !config.openReading()) {
            throw new ApiException(
                    ErrorCode.UNAUTHENTICATED, "Reading requires an access token: send it as `Authorization: Bearer`.");
        }
        return identity;
    }

    private SecurityIdentity authenticate(RoutingContext context) {
        if (hasKeys()) {
            return verify(context);
        } else if (!waiting.tryAcquire()) {
            throw noAnswer();
        }
        try {
            return verify(context);
        } finally {
            waiting.release();
        }
    }

    /** Whether tokens can be verified without a request to the issuer. */
    private boolean hasKeys() {
        return !tenant.isConfigured() || initializedTenants.getDynamicTenant(OidcTenantResolver.TENANT) != null;
    }

    private static SecurityIdentity verify(RoutingContext context) {
        // Replaces the handler of Quarkus, which would send a response of its own.
        BiConsumer<RoutingContext, Throwable> noResponse = (request, failure) -> {};
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, noResponse);
        try {
            return QuarkusHttpUser.getSecurityIdentity(context, null).await().atMost(MAX_WAIT);
        } catch (AuthenticationFailedException e) {
            LOG.debug("An access token is invalid", e);
            throw new ApiException(
                    ErrorCode.UNAUTHENTICATED,
                    "The access token is invalid: it has expired, comes from another issuer, is for another audience,"
                            + " or its signature is wrong.");
        } catch (RuntimeException e) {
            LOG.warnf("Cannot read the keys of the issuer of access tokens: %s", e.getMessage());
            throw noAnswer();
        }
    }

    private static ApiException noAnswer() {
        return new ApiException(
                ErrorCode.SERVICE_UNAVAILABLE, "The issuer of access tokens does not answer. Try again in a moment.");
    }

    /** When the access token of an identity expires; empty for an identity without a token. */
    public static Optional<Instant> expiry(SecurityIdentity identity) {
        Long seconds = identity.getAttribute("quarkus.identity.expire-time");
        return Optional.ofNullable(seconds).map(Instant::ofEpochSecond);
    }

    @Override
    public void requireAnyRole(SecurityIdentity identity, Set<String> roles) {
        if (roles.stream().anyMatch(identity::hasRole)) {
            return;
        } else if (!identity.isAnonymous()) {
            throw new ApiException(ErrorCode.FORBIDDEN, "This requires one of the roles " + roles + ".");
        } else if (tenant.isConfigured()) {
            throw new ApiException(
                    ErrorCode.UNAUTHENTICATED,
                    "This requires one of the roles " + roles + ": send an access token as `Authorization: Bearer`.");
        }
        throw new ApiException(
                ErrorCode.FORBIDDEN,
                "Nobody can write, export or read the history: the service has no issuer of access tokens"
                        + " (ONRECORD_ACCESS_ISSUER).");
    }
}
