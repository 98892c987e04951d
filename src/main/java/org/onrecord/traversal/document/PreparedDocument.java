package org.onrecord.traversal.document;

import java.util.List;
import java.util.Optional;

import graphql.GraphQLError;
import graphql.language.Document;
import graphql.language.OperationDefinition;

/**
 * The document of a request, parsed, checked and validated.
 *
 * @param document null if the text has a syntax error, or is too long to parse
 * @param errors the reasons why the document cannot be executed; empty if it can
 */
public record PreparedDocument(Document document, List<GraphQLError> errors) {

    public boolean isValid() {
        return errors.isEmpty();
    }

    /**
     * Whether a request selects an operation of a type.
     *
     * @param operationName that the request names, null if it names none
     */
    public boolean selects(OperationDefinition.Operation type, String operationName) {
        return operation(operationName)
                .filter(operation -> operation.getOperation() == type)
                .isPresent();
    }

    /** Empty if the document does not have the operation, or has several and the request names none. */
    private Optional<OperationDefinition> operation(String name) {
        if (document == null) {
            return Optional.empty();
        } else if (name != null) {
            return document.getOperationDefinition(name);
        }
        List<OperationDefinition> all = document.getDefinitionsOfType(OperationDefinition.class);
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }
}
