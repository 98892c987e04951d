package org.onrecord.mutation.input;

import java.util.Arrays;
import java.util.List;

import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

/** An article that is in the graph already. */
@Input("ArticleReference")
@Description("An article in the graph: exactly one of the fields is given.")
public record ArticleReference(
        @Id @Description("Its global id.") String id,

        @Description("Where it was published.") String url) implements Reference {

    @Override
    public String names() {
        return "`id` or `url`";
    }

    @Override
    public List<Object> keys() {
        return Arrays.asList(id, url);
    }
}
