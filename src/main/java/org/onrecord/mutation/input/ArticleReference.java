package org.onrecord.mutation.input;

import java.util.Arrays;
import java.util.List;

import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

import org.onrecord.mutation.validation.MaxLength;
import org.onrecord.mutation.validation.Reference;
import org.onrecord.url.CanonicalUrl;

/** A reference to a stored article, or to an article in the same request. */
@Input("ArticleReference")
@Description("A reference to an article. Give exactly one of the fields.")
public record ArticleReference(
        @Id @Size(max = MaxLength.KEY) @Description("The global id of a stored article.")
        String id,

        @Size(max = MaxLength.URL) @Description("The URL of a stored article, in any spelling.")
        String url)
        implements Reference {

    /** @param url in any spelling; the record has the canonical form, by which articles are stored and found */
    public ArticleReference {
        url = CanonicalUrl.of(url);
    }

    @Override
    public String keyNames() {
        return "`id` or `url`";
    }

    @Override
    public List<Object> keyValues() {
        return Arrays.asList(id, url);
    }
}
