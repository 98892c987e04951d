package org.onrecord.publishing.persistence;

import jakarta.persistence.EntityManager;

/** The state that the writers of one transaction share. Writers have no state of their own. */
public final class WriteContext {

    private final EntityManager entityManager;
    private final UnitOfWork unitOfWork;
    private final FormerKeyStore formerKeys;
    private final LookupCache lookup;
    private final QuoteMatcher quoteMatcher;

    WriteContext(EntityManager entityManager) {
        this.entityManager = entityManager;
        quoteMatcher = new QuoteMatcher(entityManager);
        unitOfWork = new UnitOfWork(entityManager, quoteMatcher);
        formerKeys = new FormerKeyStore(entityManager);
        lookup = new LookupCache(entityManager, formerKeys, unitOfWork);
    }

    public EntityManager entityManager() {
        return entityManager;
    }

    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    public FormerKeyStore formerKeys() {
        return formerKeys;
    }

    public LookupCache lookup() {
        return lookup;
    }

    public QuoteMatcher quoteMatcher() {
        return quoteMatcher;
    }
}
