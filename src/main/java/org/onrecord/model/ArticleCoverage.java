package org.onrecord.model;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

/** Links an article to an event that it covers. */
@Entity
@Description("The coverage of an event by an article.")
public class ArticleCoverage extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The article.")
    public Article article;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The event.")
    public Event event;
}
