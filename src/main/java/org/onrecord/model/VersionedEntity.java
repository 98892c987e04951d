package org.onrecord.model;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import org.eclipse.microprofile.graphql.Description;

/** An entity with a version for optimistic locking. */
@MappedSuperclass
public abstract class VersionedEntity extends PanacheEntity {

    @Version
    @Column(nullable = false)
    @Description(
            "The version of the node. It increases with every change of the node or of its parts. Mutations that change"
                    + " a node require it, so that concurrent changes are detected.")
    public int version;
}
