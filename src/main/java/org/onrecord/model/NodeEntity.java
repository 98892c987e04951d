package org.onrecord.model;

import java.time.OffsetDateTime;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;

import org.eclipse.microprofile.graphql.Description;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An entity with an address of its own: a person, an event, an article or a quote. The database sets its times. */
@MappedSuperclass
public abstract class NodeEntity extends VersionedEntity {

    @Column(nullable = false, insertable = false, updatable = false)
    @Description("The time at which the node was added to the graph.")
    @JdbcTypeCode(SqlTypes.OFFSET_DATE_TIME)
    public OffsetDateTime createdAt;

    @Column(nullable = false, insertable = false, updatable = false)
    @Description("The time of the last change of the node or of its parts. It is `createdAt` if there was no change.")
    @JdbcTypeCode(SqlTypes.OFFSET_DATE_TIME)
    public OffsetDateTime updatedAt;
}
