package org.onrecord.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;
import org.hibernate.Length;

/** A quote that the service read in an article and an editor rejected (W3C Web Annotation: TextQuoteSelector). */
@Entity
@Description("A quote that the service read in an article and an editor rejected. The service does not read it again in"
        + " this article.")
public class RejectedQuote extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The article.")
    public Article article;

    @Column(nullable = false, length = Length.LONG32)
    @Description("The words exactly as printed in the article.")
    public String exact;

    @Column(length = Length.LONG32)
    @Description("The text immediately before the words. Null if it was not recorded.")
    public String prefix;

    @Column(length = Length.LONG32)
    @Description("The text immediately after the words. Null if it was not recorded.")
    public String suffix;
}
