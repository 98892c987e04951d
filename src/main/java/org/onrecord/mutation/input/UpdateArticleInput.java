package org.onrecord.mutation.input;

import java.time.OffsetDateTime;
import java.util.List;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

import org.onrecord.mutation.input.ArticleInput.ArticleMentionInput;

/** Changes what is said of an article, but not its text. */
@Input("UpdateArticleInput")
@Description(
        "What to change of an article: what is left out stays as it is, null removes it, and a list replaces the one there.")
public record UpdateArticleInput(
        @NotNull @Id @Description("The article's global id.")
        String id,

        @NotNull @Description("The version that the change is made to; if it is no longer that, the change is refused.")
        Integer version,

        @Pattern(regexp = Patterns.NOT_BLANK) @Description("The headline as printed.")
        String headline,

        @Pattern(regexp = Patterns.NOT_BLANK) @Description("Who published the article.")
        String publisher,

        @Description("The authors as printed.") String byline,

        @Description("When the article was first published.")
        OffsetDateTime datePublished,

        @Description("When the article was last changed.") OffsetDateTime dateModified,

        @JsonbProperty("abstract") @Name("abstract") @Description("What the article says, in a sentence or two.")
        String abstract_,

        @Valid @Description("The article that this one repeats.")
        ArticleReference isBasedOn,

        @Description("The people the article is about or mentions.")
        List<@Valid ArticleMentionInput> mentions,

        @Description("The events the article reports.") List<@Valid EventReference> coverage) {}
