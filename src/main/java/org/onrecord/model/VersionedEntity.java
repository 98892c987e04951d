package org.onrecord.model;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

import io.quarkus.hibernate.orm.panache.PanacheEntity;
import org.eclipse.microprofile.graphql.Description;

/** A node that counts its changes, so that who changes it can say what they have seen. */
@MappedSuperclass
public abstract class VersionedEntity extends PanacheEntity {

    @Version
    @Column(nullable = false)
    @Description(
            "Goes up with every change of the node or of what belongs to it. Mutations take it, so that no change of"
                    + " someone else is lost.")
    public int version;
}
