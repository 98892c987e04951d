package org.onrecord.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;
import org.hibernate.Length;

/**
 * The place in an article's text where a quote stands (W3C Web Annotation: TextQuoteSelector and TextPositionSelector).
 *
 * <p>Offsets count Unicode code points of {@link Article#body}, from 0, the end excluded. Where the article has a body,
 * {@code body[start, end)} equals {@code exact}: the database refuses a write, of either side, that breaks this.
 */
@Entity
@Description(
        "The place in an article's text where a quote stands. Where the article has a body, the text between `start` "
                + "and `end` equals `exact`; the database sees to it.")
public class QuoteAppearance extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The quote.")
    public Quote quote;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The article the quote stands in.")
    public Article article;

    @Column(nullable = false, length = Length.LONG32)
    @Description("The words exactly as this article prints them.")
    public String exact;

    @Column(length = Length.LONG32)
    @Description("The text just before, for finding the place again; null where it was not recorded.")
    public String prefix;

    @Column(length = Length.LONG32)
    @Description("The text just after, for finding the place again; null where it was not recorded.")
    public String suffix;

    @Column(name = "start_offset")
    @Description(
            "Where the quote begins in `article.body`, in Unicode code points from 0; null only where there is no body.")
    public Integer start;

    @Column(name = "end_offset")
    @Description(
            "Where the quote ends in `article.body`, in Unicode code points, excluded; null only where there is no body.")
    public Integer end;
}
