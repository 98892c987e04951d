package org.onrecord.query;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import io.smallrye.graphql.api.Context;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

import org.onrecord.database.ConsistencyToken;
import org.onrecord.database.ReadTarget;
import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.InputValidator;
import org.onrecord.reading.linking.ArticleDraft;
import org.onrecord.reading.linking.ArticleReader;
import org.onrecord.reading.linking.ReadInput;
import org.onrecord.traversal.limits.Limits;

/** The root field that reads raw articles. */
@GraphQLApi
public class Read {

    /** The key of the number of characters that the fields of an operation have read, in the GraphQL context. */
    private static final String CHARACTERS = "onrecord.read.characters";

    private final ArticleReader reader;
    private final InputValidator validator;
    private final Limits limits;
    private final Context context;

    Read(ArticleReader reader, InputValidator validator, Limits limits, Context context) {
        this.reader = reader;
        this.validator = validator;
        this.limits = limits;
        this.context = context;
    }

    @Query
    @Description("Reads a raw article: finds the quotes in it, with their speakers, and the people and events that it"
            + " names. It writes nothing. The answer has the shape of the input of `publishArticle`. The same article"
            + " and the same graph give the same answer. The field is null only if it has an error.")
    public ArticleDraft read(@NonNull @Description("The article.") ReadInput input) {
        validator.check(input, FieldPath.INPUT);
        GraphQLContext request = context.unwrap(DataFetchingEnvironment.class).getGraphQlContext();
        requireFewCharacters(request, input.body().length());
        return reader.read(input, ReadTarget.REPLICA, request.get(ConsistencyToken.KEY));
    }

    /** Aliases can send the same variable many times. */
    private void requireFewCharacters(GraphQLContext request, int characters) {
        long most = limits.body().asLongValue();
        if (characters > most) {
            throw new ApiException(
                    ErrorCode.COST_LIMIT_EXCEEDED,
                    "The article has " + characters + " characters, and " + most
                            + " can be read at once. Read it in parts, or store it with `/import?read=true`.");
        }
        Long read = request.compute(CHARACTERS, (key, before) -> characters + (before == null ? 0L : (Long) before));
        if (read > most) {
            throw new ApiException(
                    ErrorCode.COST_LIMIT_EXCEEDED,
                    "The articles of the operation's `read` fields have " + read + " characters together, and " + most
                            + " are allowed. Send them in several requests.");
        }
    }
}
