package org.onrecord.mutation.input;

import java.time.OffsetDateTime;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.mutation.validation.MaxLength;

@Input("CorrectArticleInput")
@Description("The new text of an article.")
public record CorrectArticleInput(
        @NotNull @Id @Size(max = MaxLength.KEY) @Description("The global id of the article.")
        String id,

        @NotNull @Description(NodeVersion.VERSION) Integer version,

        @NotNull @Size(min = 1, max = MaxLength.BODY) @Description("The new text.")
        String body,

        @Description("The time of the correction.") OffsetDateTime dateModified,

        @DefaultValue("false")
        @Description("Whether to delete the appearances of quotes that have no clear place in the new text. If false,"
                + " the mutation fails and lists their words.")
        Boolean dropUnmatched)
        implements NodeVersion {}
