package org.onrecord.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.ManyToOne;

import org.eclipse.microprofile.graphql.Description;
import org.hibernate.Length;

/**
 * Links a quote to an article and gives its position in the text (W3C Web Annotation: TextQuoteSelector and
 * TextPositionSelector).
 *
 * <p>Offsets count Unicode code points of {@link Article#body} from 0. The end is exclusive. If the article has a body,
 * {@code body[start, end)} equals {@code exact}: the database rejects a write to either table that violates this.
 */
@Entity
@Description("The appearance of a quote in an article. If the article has a body, the text from `start` to `end` equals"
        + " `exact`. The database enforces this.")
public class QuoteAppearance extends VersionedEntity {

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The quote.")
    public Quote quote;

    @ManyToOne(optional = false, fetch = FetchType.LAZY)
    @Description("The article.")
    public Article article;

    @Column(nullable = false, length = Length.LONG32)
    @Description("The quoted words exactly as printed in the article.")
    public String exact;

    @Column(length = Length.LONG32)
    @Description("The text immediately before the quote, used to find the quote again in a changed text. Null if it was"
            + " not recorded.")
    public String prefix;

    @Column(length = Length.LONG32)
    @Description("The text immediately after the quote, used to find the quote again in a changed text. Null if it was"
            + " not recorded.")
    public String suffix;

    @Column(name = "start_offset")
    @Description("The start of the quote in `article.body`, in Unicode code points from 0. It is null only if the"
            + " article has no body.")
    public Integer start;

    @Column(name = "end_offset")
    @Description("The end of the quote in `article.body`, in Unicode code points, exclusive. It is null only if the"
            + " article has no body.")
    public Integer end;

    @Description("The confidence with which the service read the quote at this place, from 0 to 1. Null if a person"
            + " recorded or confirmed it.")
    public Double confidence;
}
