package org.onrecord.publishing.persistence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.hibernate.Hibernate;

import org.onrecord.error.ApiException;
import org.onrecord.model.VersionedEntity;

/**
 * The references of a write that must not lead back to their nodes. They are checked when all references are written,
 * because the next one can break a cycle. V16__Cycles.sql finds the cycles that concurrent writes close together.
 */
public final class AcyclicReferences {

    private final UnitOfWork unitOfWork;
    private final List<Checked<?>> checked = new ArrayList<>();

    private record Checked<E extends VersionedEntity>(
            E node, UnaryOperator<E> reference, Supplier<ApiException> rejection) {}

    AcyclicReferences(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    /** @param rejection makes the error for a reference that leads back to its node */
    public <E extends VersionedEntity> void add(E node, UnaryOperator<E> reference, Supplier<ApiException> rejection) {
        checked.add(new Checked<>(node, reference, rejection));
    }

    /** @throws CycleException if a reference leads back to its node */
    void check() {
        checked.forEach(this::check);
    }

    private <E extends VersionedEntity> void check(Checked<E> one) {
        if (isInCycle(one.node, one.reference)) {
            throw new CycleException(one.rejection.get());
        }
    }

    /**
     * Whether a reference leads from a node back to the node. A new node is found only among the nodes that are loaded,
     * because stored ones do not refer to it.
     */
    public <E extends VersionedEntity> boolean isInCycle(E node, UnaryOperator<E> reference) {
        Set<Long> seen = new HashSet<>();
        E other = reference.apply(node);
        while (other != null && seen.add(other.id) && !other.id.equals(node.id)) {
            other = unitOfWork.isNew(node) && !Hibernate.isInitialized(other) ? null : reference.apply(other);
        }
        return other != null && other.id.equals(node.id);
    }
}
