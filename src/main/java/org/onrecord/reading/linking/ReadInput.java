package org.onrecord.reading.linking;

import java.time.OffsetDateTime;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Patterns;
import org.onrecord.url.CanonicalUrl;

@Input("ReadInput")
@Description("A raw article to read.")
public record ReadInput(
        @Pattern(regexp = Patterns.URL)
        @Size(max = MaxLength.URL)
        @Description("The URL of the article, in any spelling.")
        String url,

        @Size(max = MaxLength.NAME) @Description("The headline as printed.")
        String headline,

        @NotBlank @Size(max = MaxLength.BODY) @Description("The full text. The positions of quotes refer to it.")
        String body,

        @Pattern(regexp = Patterns.LANGUAGE)
        @Size(max = MaxLength.LANGUAGE)
        @Description("The language of the article as a BCP 47 tag. Without it, the article is read as English.")
        String inLanguage,

        @Description("The time of first publication. Without it, words like `on Monday` give no date.")
        OffsetDateTime datePublished,

        @Size(max = MaxLength.NAME) @Description("The publisher of the article.")
        String publisher,

        @Size(max = MaxLength.NAME) @Description("The authors as printed. They are not read as speakers.")
        String byline) {

    /** @param url in any spelling; the record has the canonical form */
    public ReadInput {
        url = CanonicalUrl.of(url);
    }
}
