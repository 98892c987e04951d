package org.onrecord.mutation.input;

import java.time.OffsetDateTime;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

/** A new text of an article. */
@Input("CorrectArticleInput")
@Description("A new text of an article.")
public record CorrectArticleInput(
        @NotNull @Id @Description("The article's global id.")
        String id,

        @NotNull @Description("The version that was seen.") Integer version,

        @NotNull @Size(min = 1) @Description("The new text.")
        String body,

        @Description("When the article was corrected.") OffsetDateTime dateModified,

        @DefaultValue("false")
        @Description(
                "Whether quotes that no longer stand in the text are dropped; otherwise they refuse the correction.")
        Boolean dropUnmatched) {}
