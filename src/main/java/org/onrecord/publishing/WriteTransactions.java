package org.onrecord.publishing;

import java.sql.SQLException;
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
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.StaleStateException;
import org.jboss.logging.Logger;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;

/**
 * Runs what is written, all of it or none, beside others who write the same. Who writes first takes locks for the keys that
 * they write, always in the same order, so writers wait for each other and do not run into each other; where two name one node
 * by different keys and do run into each other, one starts again.
 */
@ApplicationScoped
class WriteTransactions {

    private static final Logger LOG = Logger.getLogger(WriteTransactions.class);

    private static final int ATTEMPTS = 10;
    private static final int LONGEST_PAUSE_MILLIS = 100;

    /** How many locks there are for all keys: PostgreSQL has memory for some thousands at once. */
    private static final int LOCKS = 1024;

    /** Any number that tells these locks from others. */
    private static final int LOCK_CLASS = 20180716;

    /** Unique and foreign keys, which another transaction wrote to meanwhile; serialization failures; deadlocks. */
    private static final Set<String> COLLISIONS = Set.of("23505", "23503", "40001", "40P01");

    /** PostgreSQL's texts hold no NUL: character_not_in_repertoire, untranslatable_character. */
    private static final Set<String> NOT_A_TEXT = Set.of("22021", "22P05");

    private final EntityManager entityManager;
    private final SecurityIdentity identity;

    WriteTransactions(EntityManager entityManager, SecurityIdentity identity) {
        this.identity = identity;
        this.entityManager = entityManager;
    }

    /** Whether what is locked is only kept from those who lock it exclusively. */
    enum Locking {
        EXCLUSIVE("pg_advisory_xact_lock"),
        SHARED("pg_advisory_xact_lock_shared");

        private final String function;

        Locking(String function) {
            this.function = function;
        }
    }

    /**
     * @param keys of what is written
     * @param report on what was written, when it is in the database and not yet committed
     * @throws ApiException what the work throws, or where it ran into others again and again
     */
    <W, T> T run(
            Locking locking, Collection<String> keys, Function<Changes, W> work, BiFunction<W, Changes, T> report) {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> {
                    sign();
                    lock(locking, keys);
                    Changes changes = new Changes(entityManager);
                    W written = work.apply(changes);
                    changes.flush();
                    // All is written: at commit nothing has to be looked through again.
                    entityManager.unwrap(Session.class).setHibernateFlushMode(FlushMode.MANUAL);
                    return report.apply(written, changes);
                });
            } catch (RuntimeException e) {
                if (has(e, NOT_A_TEXT)) {
                    throw new ApiException(ErrorCode.BAD_USER_INPUT, "A text must not contain the character U+0000.");
                } else if (!isCollision(e)) {
                    throw e;
                } else if (attempt == ATTEMPTS) {
                    LOG.warnf(e, "Gave up writing after %d collisions with others", attempt);
                    throw new ApiException(
                            ErrorCode.SERVICE_UNAVAILABLE,
                            "Others write the same all the time. Try again in a moment.");
                }
                LOG.debugf(e, "Collision %d with others who write", attempt);
                pause(attempt);
            }
        }
    }

    /** Tells the database who writes, for the audit records. */
    private void sign() {
        String actor = Arc.container().requestContext().isActive()
                ? identity.getPrincipal().getName()
                : "";
        entityManager
                .createNativeQuery("SELECT set_config('onrecord.actor', :actor, true)")
                .setParameter("actor", actor.isEmpty() ? "the service" : actor)
                .getSingleResult();
    }

    private void lock(Locking locking, Collection<String> keys) {
        String locks = keys.stream()
                .map(key -> Math.floorMod(key.hashCode(), LOCKS))
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
        return has(failure, COLLISIONS);
    }

    /** Whether the database said one of these. */
    private static boolean has(Throwable failure, Set<String> sqlStates) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sqlStates.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(1 + ThreadLocalRandom.current().nextInt(attempt * LONGEST_PAUSE_MILLIS / ATTEMPTS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "The service stops. Try again in a moment.");
        }
    }
}
