package org.onrecord.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;

/** Links an article to a person that it is about or mentions (schema.org about, mentions). */
@Entity
@Description("The mention of a person in an article.")
public class ArticleMention extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The article.")
    public Article article;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The person.")
    public Person person;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    @Description("Whether the article is about the person or only mentions the person.")
    public MentionRel rel;
}
