package org.onrecord.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.execution.Authorizer;

/** Finds out who asks, and what they may do. */
@Singleton
public class Gatekeeper implements Authorizer {

    private static final Logger LOG = Logger.getLogger(Gatekeeper.class);

    private final AccessConfig config;
    private final TokenIssuer issuer;

    Gatekeeper(AccessConfig config, TokenIssuer issuer) {
        this.config = config;
        this.issuer = issuer;
    }

    /**
     * Who sent a request, by its access token; anonymous where there is none. Blocks while the issuer's keys are read.
     *
     * @throws ApiException for a token that does not count, or where the issuer does not tell its keys, and for who sends none
     *     where reading takes one
     */
    public SecurityIdentity identify(RoutingContext context) {
        SecurityIdentity identity;
        // Instead of Quarkus's handler, which would answer by itself.
        BiConsumer<RoutingContext, Throwable> answersNothing = (request, failure) -> {};
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, answersNothing);
        try {
            identity = QuarkusHttpUser.getSecurityIdentityBlocking(context, null);
        } catch (AuthenticationFailedException e) {
            LOG.debug("A token does not count", e);
            throw new ApiException(
                    ErrorCode.UNAUTHENTICATED,
                    "The access token does not count: it has expired, is not of this service's issuer, is meant for another"
                            + " audience, or its signature is wrong.");
        } catch (RuntimeException e) {
            LOG.warnf("The issuer of access tokens does not tell its keys: %s", e.getMessage());
            throw new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "The issuer of access tokens does not answer. Try again in a moment.");
        }
        if (identity.isAnonymous() && !config.openReading()) {
            throw new ApiException(
                    ErrorCode.UNAUTHENTICATED,
                    "Reading takes an access token here: send `Authorization: Bearer` with one.");
        }
        return identity;
    }

    /** Until when a token says who asks; empty where that does not end. */
    public static Optional<Instant> expiry(SecurityIdentity identity) {
        Long seconds = identity.getAttribute("quarkus.identity.expire-time");
        return Optional.ofNullable(seconds).map(Instant::ofEpochSecond);
    }

    @Override
    public void requireAnyRole(SecurityIdentity identity, Set<String> roles) {
        if (roles.stream().anyMatch(identity::hasRole)) {
            return;
        } else if (!identity.isAnonymous()) {
            throw new ApiException(ErrorCode.FORBIDDEN, "This takes one of the roles " + roles + ".");
        } else if (issuer.isConfigured()) {
            throw new ApiException(
                    ErrorCode.UNAUTHENTICATED,
                    "This takes one of the roles " + roles + ": send `Authorization: Bearer` with an access token.");
        }
        throw new ApiException(
                ErrorCode.FORBIDDEN,
                "This service takes no writes and shows no history: no issuer of access tokens is configured"
                        + " (ONRECORD_ACCESS_ISSUER).");
    }
}
