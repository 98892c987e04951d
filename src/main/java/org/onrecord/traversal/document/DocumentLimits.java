package org.onrecord.traversal.document;

import java.util.List;
import java.util.Locale;

import jakarta.inject.Singleton;

import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.traversal.limits.Limits;

/** Parses documents and checks their limits. Selections with {@code @skip} or {@code @include} count in any case. */
@Singleton
final class DocumentLimits {

    private final Limits limits;
    private final ParserOptions parserOptions;

    DocumentLimits(Limits limits) {
        this.limits = limits;
        this.parserOptions = ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxCharacters(limits.document().characters())
                        // The parser counts the end of the document as a token.
                        .maxTokens(limits.document().tokens() + 1));
    }

    /**
     * Parses a document.
     *
     * @throws ApiException if it has a syntax error, or is too long
     */
    Document parse(String document) {
        try {
            return new Parser()
                    .parseDocument(ParserEnvironment.newParserEnvironment()
                            .document(document)
                            .parserOptions(parserOptions)
                            .locale(Locale.ROOT)
                            .build());
        } catch (ParseCancelledTooManyCharsException e) {
            throw new ApiException(
                    ErrorCode.CHARACTER_LIMIT_EXCEEDED,
                    "A document may have at most " + limits.document().characters() + " characters, not "
                            + document.length() + ". Send long values as variables.");
        } catch (ParseCancelledException e) {
            throw new ApiException(
                    ErrorCode.TOKEN_LIMIT_EXCEEDED,
                    "A document may have at most " + limits.document().tokens() + " names, values and punctuation"
                            + " marks. Send lists of values as variables, or split the request.");
        } catch (ParseCancelledTooDeepException e) {
            throw new ApiException(
                    ErrorCode.DEPTH_LIMIT_EXCEEDED,
                    "The document is nested too deeply for the parser. Send nested values as variables, and nest fewer"
                            + " fields.");
        } catch (InvalidSyntaxException e) {
            throw new ApiException(ErrorCode.GRAPHQL_PARSE_FAILED, e.getMessage(), e.getLocation());
        }
    }

    /** @throws ApiException if the document, or an operation in it, exceeds a limit */
    void check(Document document) {
        List<FragmentDefinition> fragments = document.getDefinitionsOfType(FragmentDefinition.class);
        require(
                ErrorCode.FRAGMENT_LIMIT_EXCEEDED,
                fragments.size(),
                limits.document().fragments(),
                "A document may have at most %d fragments, not %s.",
                "Replace fragments that are used once by their selections.",
                null);
        SelectionCounter counter = new SelectionCounter(fragments);
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            check(operation, counter);
        }
    }

    private void check(OperationDefinition operation, SelectionCounter counter) {
        SourceLocation location = operation.getSourceLocation();
        SelectionCounter.Counts counts = counter.count(operation.getSelectionSet());
        Limits.Document max = limits.document();
        require(
                ErrorCode.ROOT_FIELD_LIMIT_EXCEEDED,
                counter.responseKeys(operation.getSelectionSet()).size(),
                max.rootFields(),
                "A query may have at most %d fields of the query type, not %s.",
                "Split the request, or use `nodes(ids:)`.",
                location);
        require(
                ErrorCode.ALIAS_LIMIT_EXCEEDED,
                counts.aliases(),
                max.aliases(),
                "A query may have at most %d aliases, fragments resolved, not %s.",
                "Split the request, or use `nodes(ids:)`.",
                location);
        require(
                ErrorCode.DEPTH_LIMIT_EXCEEDED,
                counts.depth(),
                max.depth(),
                "A query may have at most %d levels of fields, fragments resolved, not %s.",
                "Query fewer levels, and continue from the ids of the nodes with `nodes(ids:)`.",
                location);
        require(
                ErrorCode.FIELD_LIMIT_EXCEEDED,
                counts.fields(),
                max.fields(),
                "A query may have at most %d fields, fragments resolved, not %s.",
                "Split the request.",
                location);
        if (counts.introspects() && !limits.introspection()) {
            throw new ApiException(
                    ErrorCode.INTROSPECTION_DISABLED,
                    "Introspection is disabled on this server. Only `__typename` is allowed.",
                    location);
        }
    }

    /** @param message a format with the limit and the actual number as arguments */
    private static void require(
            ErrorCode code, long actual, int limit, String message, String advice, SourceLocation location) {
        if (actual > limit) {
            throw new ApiException(
                    code,
                    message.formatted(limit, actual == SelectionCounter.UNBOUNDED ? "more than 2 billion" : actual)
                            + " " + advice,
                    location);
        }
    }
}
