package org.onrecord.model;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

/** That an article reports an event. */
@Entity
@Description("That an article reports an event.")
public class ArticleCoverage extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The article.")
    public Article article;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The event.")
    public Event event;
}
