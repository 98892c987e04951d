package org.onrecord.mutation.input;

import java.time.OffsetDateTime;
import java.util.List;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

import org.onrecord.model.MentionRel;
import org.onrecord.mutation.validation.MaxBytes;
import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Patterns;
import org.onrecord.mutation.validation.Printable;
import org.onrecord.mutation.validation.Visible;
import org.onrecord.url.CanonicalUrl;

@Input("ArticleInput")
@Description(
        "An article, identified by the URL. A field without a value keeps the stored value. A list replaces the stored"
                + " list.")
public record ArticleInput(
        @NotNull
        @Pattern(regexp = Patterns.URL)
        @Size(max = MaxLength.URL)
        @Description("The URL of the article, in any spelling. The article has the canonical form, which is unique.")
        String url,

        @NotBlank @Printable(isName = true) @Size(max = MaxLength.NAME) @Description("The headline as printed.")
        String headline,

        @NotBlank
        @Printable(isName = true)
        @Size(max = MaxLength.NAME)
        @MaxBytes(MaxLength.INDEXED_BYTES)
        @Description("The publisher of the article.")
        String publisher,

        @Printable(isName = true) @Size(max = MaxLength.NAME) @Description("The authors as printed.")
        String byline,

        @Printable(isName = true)
        @Size(max = MaxLength.NAME)
        @Description("The section of the publication in which the article appeared, for example `Politics`.")
        String section,

        @NotNull @Description("The time of first publication.")
        OffsetDateTime datePublished,

        @Description("The time of the last correction or update.")
        OffsetDateTime dateModified,

        @NotNull
        @Pattern(regexp = Patterns.LANGUAGE)
        @Size(max = MaxLength.LANGUAGE)
        @Description("The language of the article as a BCP 47 tag.")
        String inLanguage,

        @JsonbProperty("abstract")
        @Name("abstract")
        @Printable
        @Size(max = MaxLength.SUMMARY)
        @Description("A summary of the article in one or two sentences.")
        String abstract_,

        @Size(min = 1, max = MaxLength.BODY)
        @Description(
                "The full text. The positions of quote appearances refer to it. Omit it if the text may not be stored.")
        String body,

        @Pattern(regexp = Patterns.URL)
        @Size(max = MaxLength.URL)
        @Description("The URL of the picture that stands for the article.")
        String image,

        @Pattern(regexp = Patterns.URL) @Size(max = MaxLength.URL) @Description("The URL of the licence of the text.")
        String license,

        @Valid @Description("The article that this article repeats or is syndicated from.")
        ArticleReference isBasedOn,

        @Description("The people that the article is about or mentions.")
        List<@Valid ArticleMentionInput> mentions,

        @Description("The events that the article covers.") List<@Valid EventReference> coverage,

        @Description("The appearances of quotes in the article.")
        List<@Valid QuoteAppearanceInput> appearances,

        @Description("The quotes that the service shall not read in the article.")
        List<@Valid RejectedQuoteInput> rejectedQuotes)
        implements ArticleFields {

    /** @param url in any spelling; the record has the canonical form, by which articles are stored and found */
    public ArticleInput {
        url = CanonicalUrl.of(url);
    }

    /** Returns a copy with other lists. */
    public ArticleInput with(
            List<ArticleMentionInput> mentions, List<EventReference> coverage, List<QuoteAppearanceInput> appearances) {
        return new ArticleInput(
                url,
                headline,
                publisher,
                byline,
                section,
                datePublished,
                dateModified,
                inLanguage,
                abstract_,
                body,
                image,
                license,
                isBasedOn,
                mentions,
                coverage,
                appearances,
                rejectedQuotes);
    }

    @Input("ArticleMentionInput")
    @Description("The mention of a person in the article.")
    public record ArticleMentionInput(
            @NotNull @Valid @Description("The person.") PersonReference person,

            @NotNull @Description("Whether the article is about the person or only mentions the person.")
            MentionRel rel) {}

    @Input("RejectedQuoteInput")
    @Description("A quote that the service shall not read in an article.")
    public record RejectedQuoteInput(
            @NotNull
            @Pattern(regexp = Patterns.NOT_BLANK)
            @Visible
            @Size(max = MaxLength.STATEMENT)
            @Description("The words exactly as printed.")
            String exact,

            @Size(max = MaxLength.NAME) @Description("The text immediately before the words.")
            String prefix,

            @Size(max = MaxLength.NAME) @Description("The text immediately after the words.")
            String suffix) {}

    @Input("QuoteAppearanceInput")
    @Description(
            "The appearance of a quote in the article. Give the position by `start` and `end`, or give the words as"
                    + " `exact`, with `prefix` or `suffix` if the words occur more than once. If both are given, both"
                    + " must match.")
    public record QuoteAppearanceInput(
            @Pattern(regexp = Patterns.NOT_BLANK)
            @Visible
            @Size(max = MaxLength.STATEMENT)
            @Description("The quoted words exactly as printed. Required without `start` and `end`.")
            String exact,

            @Size(max = MaxLength.NAME)
            @Description(
                    "The text immediately before the quote. Required if `exact` occurs more than once, unless `suffix`"
                            + " is given.")
            String prefix,

            @Size(max = MaxLength.NAME)
            @Description(
                    "The text immediately after the quote. Required if `exact` occurs more than once, unless `prefix`"
                            + " is given.")
            String suffix,

            @Description("The start of the quote in the body, in Unicode code points from 0.")
            Integer start,

            @Description("The end of the quote in the body, in Unicode code points, exclusive.")
            Integer end,

            @DecimalMin("0")
            @DecimalMax("1")
            @Description("The confidence of automatic extraction, from 0 to 1. Omit it if a person recorded the place.")
            Double confidence,

            @NotNull @Valid @Description("The quote.") QuoteInput quote) {}
}
