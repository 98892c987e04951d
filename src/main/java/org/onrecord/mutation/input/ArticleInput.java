package org.onrecord.mutation.input;

import java.time.OffsetDateTime;
import java.util.List;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

import org.onrecord.model.Article;
import org.onrecord.model.MentionRel;

/** An {@link Article}, known by its URL, with the quotes that stand in it. */
@Input("ArticleInput")
@Description(
        "An article, known by its URL. What is left out stays as it is; a list that is given replaces the one there.")
public record ArticleInput(
        @NotNull @Pattern(regexp = Patterns.URL) @Description("Where the article was published; unique.")
        String url,

        @NotBlank @Description("The headline as printed.") String headline,

        @NotBlank @Description("Who published the article.") String publisher,

        @Description("The authors as printed.") String byline,

        @NotNull @Description("When the article was first published.")
        OffsetDateTime datePublished,

        @Description("When the article was last changed.") OffsetDateTime dateModified,

        @NotNull @Pattern(regexp = Patterns.LANGUAGE) @Description("The language of the article as a BCP 47 tag.")
        String inLanguage,

        @JsonbProperty("abstract") @Name("abstract") @Description("What the article says, in a sentence or two.")
        String abstract_,

        @Size(min = 1) @Description("The full text, in which the quotes stand; left out where it may not be kept.")
        String body,

        @Valid @Description("The article that this one repeats or is syndicated from.")
        ArticleReference isBasedOn,

        @Description("The people the article is about or mentions.")
        List<@Valid ArticleMentionInput> mentions,

        @Description("The events the article reports.") List<@Valid EventReference> coverage,

        @Description("The quotes that stand in the article.")
        List<@Valid QuoteAppearanceInput> appearances) {

    /** What a person is to the article. */
    @Input("ArticleMentionInput")
    @Description("That an article is about a person or mentions them.")
    public record ArticleMentionInput(
            @NotNull @Valid @Description("The person.") PersonReference person,

            @NotNull @Description("Whether the article is about the person or only mentions them.")
            MentionRel rel) {}

    /**
     * Where a quote stands in the article.
     *
     * @param exact the words as printed, null where the positions are given
     */
    @Input("QuoteAppearanceInput")
    @Description(
            "Where a quote stands in an article: the words as printed, with what is around them where they stand more than"
                    + " once, or their place. Given both, both must fit.")
    public record QuoteAppearanceInput(
            @Size(min = 1) @Description("The words exactly as printed; needed where `start` and `end` are not given.")
            String exact,

            @Description("What stands just before, needed where `exact` stands more than once.")
            String prefix,

            @Description("What stands just after, likewise.")
            String suffix,

            @Description("Where the words begin in the body, in Unicode code points from 0.")
            Integer start,

            @Description("Where the words end in the body, in Unicode code points, excluded.")
            Integer end,

            @NotNull @Valid @Description("The quote.") QuoteInput quote) {}
}
