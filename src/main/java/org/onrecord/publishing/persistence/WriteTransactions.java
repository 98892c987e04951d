package org.onrecord.publishing.persistence;

import java.security.Principal;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;

import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.StaleStateException;
import org.jboss.logging.Logger;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

import static java.util.Objects.requireNonNullElse;

/**
 * Runs writes in transactions. A write first takes advisory locks for the keys of its nodes, in the order of the lock
 * numbers, so that concurrent writes of the same nodes wait for each other without deadlocks. Two writes that name a
 * node by different keys, or that add the same statement of a source, can still collide. Then one of them is repeated.
 * Repeated writes that have collided in the same way wait for each other, so that many of them do not collide again.
 */
@ApplicationScoped
public class WriteTransactions {

    private static final Logger LOG = Logger.getLogger(WriteTransactions.class);

    private static final int MAX_ATTEMPTS = 10;
    private static final int MAX_PAUSE_MILLIS = 100;

    /** Keys share this many locks, because PostgreSQL's lock table holds only some thousands. */
    private static final int LOCK_COUNT = 1024;

    /** An arbitrary number that separates these advisory locks from others. */
    private static final int LOCK_CLASS = 20180716;

    /** unique_violation, foreign_key_violation, exclusion_violation, serialization_failure, deadlock_detected. */
    private static final Set<String> COLLISION_STATES = Set.of("23505", "23503", "23P01", "40001", "40P01");

    /** lock_not_available: the lock timeout has passed. */
    private static final Set<String> LOCK_STATES = Set.of("55P03");

    /** character_not_in_repertoire, untranslatable_character: PostgreSQL's texts cannot contain NUL. */
    private static final Set<String> NUL_CHARACTER_STATES = Set.of("22021", "22P05");

    private final EntityManager entityManager;
    private final SecurityIdentity identity;
    private final Duration timeout;

    /** @param timeout after which the transaction manager rolls a transaction back */
    WriteTransactions(
            EntityManager entityManager,
            SecurityIdentity identity,
            @ConfigProperty(name = "quarkus.transaction-manager.default-transaction-timeout") Duration timeout) {
        this.identity = identity;
        this.entityManager = entityManager;
        this.timeout = timeout;
    }

    /** The mode of the advisory locks. Shared locks only exclude exclusive ones. */
    public enum Locking {
        EXCLUSIVE("pg_advisory_xact_lock"),
        SHARED("pg_advisory_xact_lock_shared");

        private final String function;

        Locking(String function) {
            this.function = function;
        }
    }

    /**
     * Runs a write in a transaction of its own and commits it. Repeats it after a collision with a concurrent write. A
     * constraint that is violated in the same way again and again is violated by the input, because each attempt sees
     * what others have committed.
     *
     * @param keys the keys to lock
     * @param report makes the result, after all changes were sent to the database and before the commit
     * @throws ApiException if the work throws it, after too many collisions, or if the transaction takes too long
     */
    public <W, T> T run(
            Locking locking,
            Collection<String> keys,
            Function<WriteContext, W> work,
            BiFunction<W, UnitOfWork, T> report) {
        ConstraintViolations violations = new ConstraintViolations();
        for (int attempt = 1; ; attempt++) {
            long start = System.nanoTime();
            try {
                return QuarkusTransaction.requiringNew().call(() -> {
                    setActor();
                    lockCollision(violations);
                    lock(locking, keys);
                    WriteContext context = new WriteContext(entityManager);
                    W written = work.apply(context);
                    context.unitOfWork().complete();
                    checkDeferredConstraints();
                    // Without this, the commit would check all entities for changes once more.
                    entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
                    return report.apply(written, context.unitOfWork());
                });
            } catch (RuntimeException e) {
                if (e instanceof ApiException) {
                    throw e;
                } else if (hasState(e, NUL_CHARACTER_STATES)) {
                    throw new ApiException(ErrorCode.BAD_USER_INPUT, "A text must not contain the character U+0000.");
                } else if (hasState(e, LOCK_STATES)) {
                    throw new ApiException(
                            ErrorCode.SERVICE_UNAVAILABLE,
                            "The write waited too long for a lock: another write of the same nodes, or maintenance of"
                                    + " the database, takes long. Nothing was written. Try again in a moment.");
                }
                violations.add(e);
                boolean isCollision = isCollision(e) || violations.isOfChangedBody();
                if (violations.isOfInput() || violations.isViolation() && !isCollision) {
                    throw violations.rejection(e);
                } else if (System.nanoTime() - start >= timeout.toNanos()) {
                    LOG.warnf(e, "A write took longer than %s", timeout);
                    throw new ApiException(
                            ErrorCode.SERVICE_UNAVAILABLE,
                            "The write took longer than " + timeout.toSeconds()
                                    + " seconds, so nothing was written. Try again later, or write less at once.");
                } else if (!isCollision) {
                    throw e;
                } else if (attempt == MAX_ATTEMPTS) {
                    LOG.warnf(e, "A write failed after %d collisions with concurrent writes", attempt);
                    throw new ApiException(
                            ErrorCode.SERVICE_UNAVAILABLE,
                            "Too many concurrent requests write the same nodes. Try again in a moment.");
                }
                LOG.debugf(e, "Collision %d with a concurrent write", attempt);
                pause(attempt);
            }
        }
    }

    /** A commit would not tell which constraint it violates. */
    private void checkDeferredConstraints() {
        entityManager.unwrap(Session.class).doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET CONSTRAINTS ALL IMMEDIATE");
            }
        });
    }

    /**
     * Sets the actor of the audit records: the name for people, and the issuer and the subject of the access token,
     * which identify the user.
     */
    private void setActor() {
        Principal actor = Arc.container().requestContext().isActive() ? identity.getPrincipal() : null;
        String name = actor == null || actor.getName().isEmpty() ? "the service" : actor.getName();
        JsonWebToken token = actor instanceof JsonWebToken jwt ? jwt : null;
        entityManager
                .createNativeQuery("SELECT set_config('onrecord.actor', :actor, true),"
                        + " set_config('onrecord.actor_issuer', :issuer, true),"
                        + " set_config('onrecord.actor_subject', :subject, true)")
                .setParameter("actor", name)
                .setParameter("issuer", token == null ? "" : requireNonNullElse(token.getIssuer(), ""))
                .setParameter("subject", token == null ? "" : requireNonNullElse(token.getSubject(), ""))
                .getSingleResult();
    }

    private void lockCollision(ConstraintViolations violations) {
        if (violations.isViolation()) {
            entityManager
                    .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(" + LOCK_CLASS + ", :number)")
                    .setParameter("number", LOCK_COUNT + Math.floorMod(violations.number(), LOCK_COUNT))
                    .getSingleResult();
        }
    }

    private void lock(Locking locking, Collection<String> keys) {
        String locks = keys.stream()
                .map(key -> Math.floorMod(key.hashCode(), LOCK_COUNT))
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}"));
        entityManager
                .createNativeQuery("SELECT count(" + locking.function + "(" + LOCK_CLASS
                        + ", number)) FROM unnest(CAST(:locks AS integer[])) number")
                .setParameter("locks", locks)
                .getSingleResult();
    }

    private static boolean isCollision(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException || cause instanceof StaleStateException) {
                return true;
            }
        }
        return hasState(failure, COLLISION_STATES);
    }

    private static boolean hasState(Throwable failure, Set<String> sqlStates) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sqlStates.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(1 + ThreadLocalRandom.current().nextInt(attempt * MAX_PAUSE_MILLIS / MAX_ATTEMPTS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE, "The service is shutting down. Try again in a moment.");
        }
    }
}
