package org.onrecord.traversal.limits;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import graphql.GraphQL;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.DocumentAndVariables;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.introspection.Introspection;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
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

/**
 * Checks a document between parsing and validation, which takes long for some documents that are short: once, for a document
 * that passes is cached. What directives leave out is counted too.
 */
@Singleton
public class DocumentLimits extends SimplePerformantInstrumentation {

    /** Counts stop here: fragments that spread fragments multiply beyond all numbers. */
    private static final long ENDLESS = Integer.MAX_VALUE;

    private static final Set<String> INTROSPECTION =
            Set.of(Introspection.SchemaMetaFieldDef.getName(), Introspection.TypeMetaFieldDef.getName());

    private final Limits limits;

    DocumentLimits(Limits limits) {
        this.limits = limits;
    }

    void install(@Observes GraphQL.Builder builder) {
        // graphql-java parses documents with these options, and not with those that SmallRye's configuration sets.
        ParserOptions.setDefaultOperationParserOptions(ParserOptions.getDefaultOperationParserOptions()
                .transform(options -> options.maxCharacters(limits.document().characters())
                        // The end of the document is one more.
                        .maxTokens(limits.document().tokens() + 1)));
        // The builder has no getter for the instrumentation that SmallRye's cache of documents lives by.
        Instrumentation others = builder.build().getInstrumentation();
        builder.instrumentation(new ChainedInstrumentation(others, this));
    }

    @Override
    public DocumentAndVariables instrumentDocumentAndVariables(
            DocumentAndVariables parsed, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        try {
            check(parsed.getDocument());
        } catch (ApiException e) {
            throw new AbortExecutionException(List.of(e.toError()));
        }
        return parsed;
    }

    /**
     * Parses a document.
     *
     * @throws ApiException if it has a syntax error, or is too long
     */
    public Document parse(String document) {
        try {
            return new Parser()
                    .parseDocument(ParserEnvironment.newParserEnvironment()
                            .document(document)
                            .parserOptions(ParserOptions.getDefaultOperationParserOptions())
                            .locale(Locale.ROOT)
                            .build());
        } catch (ParseCancelledTooManyCharsException e) {
            throw new ApiException(
                    ErrorCode.CHARACTER_LIMIT_EXCEEDED,
                    "A document has at most " + limits.document().characters() + " characters, not " + document.length()
                            + ". Send long values as variables.");
        } catch (ParseCancelledException e) {
            throw new ApiException(
                    ErrorCode.TOKEN_LIMIT_EXCEEDED,
                    "A document has at most " + limits.document().tokens() + " names, values and punctuation"
                            + " marks. Send lists of values as variables, and ask in several requests.");
        } catch (ParseCancelledTooDeepException e) {
            throw new ApiException(
                    ErrorCode.DEPTH_LIMIT_EXCEEDED,
                    "The document is nested too deeply to be read. Send nested values as variables.");
        } catch (InvalidSyntaxException e) {
            throw new ApiException(ErrorCode.GRAPHQL_PARSE_FAILED, e.getMessage(), e.getLocation());
        }
    }

    private void check(Document document) {
        List<FragmentDefinition> fragments = document.getDefinitionsOfType(FragmentDefinition.class);
        require(
                ErrorCode.FRAGMENT_LIMIT_EXCEEDED,
                fragments.size(),
                limits.document().fragments(),
                "A document has at most %d fragments, not %s.",
                "Send fewer: fragments that are used once can stand where they are used.",
                null);
        Counter counter = new Counter(fragments);
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            check(operation, counter);
        }
    }

    private void check(OperationDefinition operation, Counter counter) {
        SourceLocation location = operation.getSourceLocation();
        Set<String> rootFields = new HashSet<>();
        counter.collectFields(operation.getSelectionSet(), rootFields, new HashSet<>());
        Counts counts = counter.count(operation.getSelectionSet());
        Limits.Document most = limits.document();
        require(
                ErrorCode.ROOT_FIELD_LIMIT_EXCEEDED,
                rootFields.size(),
                most.rootFields(),
                "A query has at most %d fields of the query type, not %s.",
                "Ask in several requests, or by `nodes(ids:)`.",
                location);
        require(
                ErrorCode.ALIAS_LIMIT_EXCEEDED,
                counts.aliases(),
                most.aliases(),
                "A query has at most %d aliases, fragments resolved, not %s.",
                "Ask in several requests, or by `nodes(ids:)`.",
                location);
        require(
                ErrorCode.DEPTH_LIMIT_EXCEEDED,
                counts.depth(),
                most.depth(),
                "A query has at most %d levels of fields, fragments resolved, not %s.",
                "Ask for fewer levels, and then go on from the nodes' ids by `nodes(ids:)`.",
                location);
        require(
                ErrorCode.FIELD_LIMIT_EXCEEDED,
                counts.fields(),
                most.fields(),
                "A query has at most %d fields, fragments resolved, not %s.",
                "Ask in several requests.",
                location);
        if (counts.introspects() && !limits.introspection()) {
            throw new ApiException(
                    ErrorCode.INTROSPECTION_DISABLED,
                    "The schema cannot be asked for here: introspection is switched off. `__typename` is allowed.",
                    location);
        }
    }

    /** @param message with places for the most and the actual number */
    private static void require(
            ErrorCode code, long actual, int most, String message, String advice, SourceLocation location) {
        if (actual > most) {
            throw new ApiException(
                    code,
                    message.formatted(most, actual == ENDLESS ? "endlessly many" : actual) + " " + advice,
                    location);
        }
    }

    /** @param introspects whether the schema is asked for */
    private record Counts(long depth, long fields, long aliases, boolean introspects) {

        static final Counts NONE = new Counts(0, 0, 0, false);

        Counts with(Counts beside) {
            return new Counts(
                    Math.max(depth, beside.depth),
                    Math.min(fields + beside.fields, ENDLESS),
                    Math.min(aliases + beside.aliases, ENDLESS),
                    introspects || beside.introspects);
        }
    }

    /** Counts what is selected. Each fragment is looked at once, however often it is spread. */
    private static final class Counter {

        private final Map<String, FragmentDefinition> fragments = new HashMap<>();
        private final Map<String, Counts> counted = new HashMap<>();

        Counter(List<FragmentDefinition> fragments) {
            fragments.forEach(fragment -> this.fragments.put(fragment.getName(), fragment));
        }

        Counts count(SelectionSet selections) {
            Counts counts = Counts.NONE;
            if (selections != null) {
                for (Selection<?> selection : selections.getSelections()) {
                    counts = counts.with(count(selection));
                }
            }
            return counts;
        }

        private Counts count(Selection<?> selection) {
            if (selection instanceof Field field) {
                // graphql-java allows no introspection that goes deep or wide.
                boolean introspects = INTROSPECTION.contains(field.getName());
                Counts below = introspects ? Counts.NONE : count(field.getSelectionSet());
                return new Counts(
                        1 + below.depth,
                        1 + below.fields,
                        (field.getAlias() == null ? 0 : 1) + below.aliases,
                        introspects || below.introspects);
            } else if (selection instanceof InlineFragment fragment) {
                return count(fragment.getSelectionSet());
            }
            String name = ((FragmentSpread) selection).getName();
            Counts counts = counted.get(name);
            if (counts == null) {
                // A fragment that leads to itself, or to none, is for validation to refuse.
                counted.put(name, Counts.NONE);
                FragmentDefinition fragment = fragments.get(name);
                counts = fragment == null ? Counts.NONE : count(fragment.getSelectionSet());
                counted.put(name, counts);
            }
            return counts;
        }

        /** The response keys of the fields of one level. */
        void collectFields(SelectionSet selections, Set<String> keys, Set<String> spread) {
            for (Selection<?> selection : selections.getSelections()) {
                if (selection instanceof Field field) {
                    keys.add(field.getResultKey());
                } else if (selection instanceof InlineFragment fragment) {
                    collectFields(fragment.getSelectionSet(), keys, spread);
                } else if (selection instanceof FragmentSpread fragment && spread.add(fragment.getName())) {
                    FragmentDefinition definition = fragments.get(fragment.getName());
                    if (definition != null) {
                        collectFields(definition.getSelectionSet(), keys, spread);
                    }
                }
            }
        }
    }
}
