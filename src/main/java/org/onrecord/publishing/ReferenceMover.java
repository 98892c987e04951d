package org.onrecord.publishing;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.persistence.EntityManager;

import org.onrecord.model.VersionedEntity;
import org.onrecord.publishing.persistence.UnitOfWork;
import org.onrecord.publishing.persistence.WriteContext;

/** Moves the references to a node to another node, as a step of a merge. */
final class ReferenceMover {

    private final EntityManager entityManager;
    private final UnitOfWork unitOfWork;

    ReferenceMover(WriteContext context) {
        this.entityManager = context.entityManager();
        this.unitOfWork = context.unitOfWork();
    }

    /**
     * A reference from one type to another.
     *
     * @param <L> the type with the reference: a link or a node
     * @param <N> the type that it refers to
     * @param attribute the name of the reference
     * @param unique the other attributes of the unique key that the reference belongs to; empty if there is no such key
     * @param owner returns the node that the link is a part of; for a node, the node itself
     * @param combine writes the values of a link to an equal link of the remaining node, before the former is deleted
     */
    record Reference<L extends VersionedEntity, N extends VersionedEntity>(
            Class<L> type,
            String attribute,
            List<String> unique,
            BiConsumer<L, N> setter,
            Function<L, VersionedEntity> owner,
            BiConsumer<L, L> combine) {

        Reference(
                Class<L> type,
                String attribute,
                List<String> unique,
                BiConsumer<L, N> setter,
                Function<L, VersionedEntity> owner) {
            this(type, attribute, unique, setter, owner, (link, equal) -> {});
        }
    }

    <L extends VersionedEntity, N extends VersionedEntity> void move(Reference<L, N> reference, N from, N into) {
        for (L link : references(reference, from)) {
            VersionedEntity owner = reference.owner().apply(link);
            VersionedEntity registered = unitOfWork.register(owner);
            if (owner != link) {
                unitOfWork.markChanged(registered);
            }
            List<L> equal = equalReferences(reference, link, into);
            if (equal.isEmpty()) {
                reference.setter().accept(link, into);
            } else {
                reference.combine().accept(link, equal.get(0));
                link.delete();
            }
        }
    }

    private <L extends VersionedEntity, N extends VersionedEntity> List<L> references(
            Reference<L, N> reference, N node) {
        String type = reference.type().getSimpleName();
        return entityManager
                .createQuery(
                        "select l from " + type + " l where l." + reference.attribute() + " = ?1", reference.type())
                .setParameter(1, node)
                .getResultList();
    }

    /** The reference with which the link would violate the unique key after the move, if there is one. */
    private <L extends VersionedEntity, N extends VersionedEntity> List<L> equalReferences(
            Reference<L, N> reference, L link, N into) {
        if (reference.unique().isEmpty()) {
            return List.of();
        }
        String type = reference.type().getSimpleName();
        String sameKey = reference.unique().stream()
                .map(attribute -> "equal." + attribute + " is not distinct from link." + attribute)
                .collect(Collectors.joining(" and "));
        return entityManager
                .createQuery(
                        "select equal from " + type + " equal, " + type + " link where link = ?1 and equal."
                                + reference.attribute() + " = ?2 and " + sameKey,
                        reference.type())
                .setParameter(1, link)
                .setParameter(2, into)
                .getResultList();
    }
}
