package org.onrecord.publish;

import java.time.OffsetDateTime;
import java.util.List;

import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import io.quarkus.runtime.annotations.RegisterForReflection;

import org.onrecord.article.Article;
import org.onrecord.article.MentionRel;

/** An {@link Article}, known by its URL, with the quotes that stand in it. */
@RegisterForReflection
public record ArticleInput(
        @NotNull @Pattern(regexp = Patterns.URL) String url,
        @NotBlank String headline,
        @NotBlank String publisher,
        String byline,
        @NotNull OffsetDateTime datePublished,
        OffsetDateTime dateModified,
        @NotNull @Pattern(regexp = Patterns.LANGUAGE) String inLanguage,
        @JsonbProperty("abstract") String abstract_,
        String body,
        Reference isBasedOn,
        List<@Valid MentionInput> mentions,
        List<@NotNull Reference> coverage,
        List<@Valid AppearanceInput> appearances) {

    public ArticleInput {
        mentions = mentions == null ? List.of() : mentions;
        coverage = coverage == null ? List.of() : coverage;
        appearances = appearances == null ? List.of() : appearances;
    }

    /** What a person is to the article. */
    @RegisterForReflection
    public record MentionInput(
            @NotNull Reference person, @NotNull MentionRel rel) {}

    /**
     * Where a quote stands in the article.
     *
     * @param exact the words as printed
     * @param prefix what stands just before, needed where {@code exact} occurs more than once
     * @param suffix what stands just after, likewise
     */
    @RegisterForReflection
    public record AppearanceInput(
            @NotEmpty String exact,
            String prefix,
            String suffix,
            @NotNull @Valid QuoteInput quote) {}
}
