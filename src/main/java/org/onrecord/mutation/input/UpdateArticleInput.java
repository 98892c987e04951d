package org.onrecord.mutation.input;

import java.time.OffsetDateTime;
import java.util.List;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

import org.onrecord.mutation.input.ArticleInput.ArticleMentionInput;
import org.onrecord.mutation.input.ArticleInput.RejectedQuoteInput;
import org.onrecord.mutation.validation.MaxBytes;
import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Patterns;
import org.onrecord.mutation.validation.Printable;

@Input("UpdateArticleInput")
@Description(
        "The new values of an article. An omitted field keeps the stored value, null removes it, and a list replaces"
                + " the stored list. To change the text, use `correctArticle`.")
public record UpdateArticleInput(
        @NotNull @Id @Size(max = MaxLength.KEY) @Description("The global id of the article.")
        String id,

        @NotNull @Description(NodeVersion.VERSION) Integer version,

        @Pattern(regexp = Patterns.NOT_BLANK)
        @Printable(isName = true)
        @Size(max = MaxLength.NAME)
        @Description("The headline as printed.")
        String headline,

        @Pattern(regexp = Patterns.NOT_BLANK)
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

        @Description("The time of first publication.") OffsetDateTime datePublished,

        @Description("The time of the last correction or update.")
        OffsetDateTime dateModified,

        @JsonbProperty("abstract")
        @Name("abstract")
        @Printable
        @Size(max = MaxLength.SUMMARY)
        @Description("A summary of the article in one or two sentences.")
        String abstract_,

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

        @Description("The quotes that the service shall not read in the article.")
        List<@Valid RejectedQuoteInput> rejectedQuotes)
        implements NodeVersion, ArticleFields {}
