package org.onrecord.error;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import graphql.introspection.Introspection;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ListType;
import graphql.language.Node;
import graphql.language.NodeTraverser;
import graphql.language.NodeVisitorStub;
import graphql.language.NonNullType;
import graphql.language.ObjectField;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLDirective;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;

/**
 * A node of a document with the types that surround it. A type is null if the document does not match the schema
 * there.
 *
 * <p>For a field, {@code parentType} declares {@link #field}; for a fragment, it is the type of the selection set
 * that contains the fragment.
 */
final class TypedNode<N extends Node<?>> {

    private final GraphQLSchema schema;
    private N node;
    private GraphQLType parentType;
    /** The type that a field or a fragment selects from, which is the parent type of the next field. */
    private GraphQLType outputType;

    private GraphQLFieldDefinition field;
    private String directiveName;
    private GraphQLDirective directive;
    private GraphQLType inputType;

    private TypedNode(GraphQLSchema schema) {
        this.schema = schema;
    }

    /** The node of a class at a location. */
    static <N extends Node<?>> Optional<TypedNode<N>> find(
            GraphQLSchema schema, Document document, Class<N> type, SourceLocation location) {
        TypedNode<N> found = new TypedNode<>(schema);
        new NodeTraverser()
                .preOrder(
                        new NodeVisitorStub() {
                            @Override
                            @SuppressWarnings("rawtypes")
                            protected TraversalControl visitNode(Node visited, TraverserContext<Node> context) {
                                if (!type.isInstance(visited) || !location.equals(visited.getSourceLocation())) {
                                    return TraversalControl.CONTINUE;
                                }
                                found.node = type.cast(visited);
                                Deque<Node> path = new ArrayDeque<>();
                                path.push(visited);
                                context.getParentNodes().forEach(path::push);
                                path.forEach(found::enter);
                                return TraversalControl.QUIT;
                            }
                        },
                        document);
        return Optional.of(found).filter(typed -> typed.node != null);
    }

    N node() {
        return node;
    }

    GraphQLType parentType() {
        return parentType;
    }

    GraphQLFieldDefinition field() {
        return field;
    }

    /** The name of the innermost directive, null if the node is not in one. */
    String directiveName() {
        return directiveName;
    }

    /** The innermost directive, null if the schema has none of this name. */
    GraphQLDirective directive() {
        return directive;
    }

    /** The type of the value at this node. */
    GraphQLInputType inputType() {
        return (GraphQLInputType) inputType;
    }

    private void enter(Node<?> next) {
        if (next instanceof OperationDefinition operation) {
            outputType = rootType(operation.getOperation());
        } else if (next instanceof FragmentDefinition fragment) {
            outputType = schema.getType(fragment.getTypeCondition().getName());
        } else if (next instanceof FragmentSpread) {
            parentType = outputType;
        } else if (next instanceof InlineFragment fragment) {
            parentType = outputType;
            if (fragment.getTypeCondition() != null) {
                outputType = schema.getType(fragment.getTypeCondition().getName());
            }
        } else if (next instanceof Field selected) {
            parentType = outputType;
            field = definition(selected.getName());
            outputType = field == null ? null : GraphQLTypeUtil.unwrapAll(field.getType());
        } else if (next instanceof Directive used) {
            directiveName = used.getName();
            directive = schema.getDirective(used.getName());
        } else if (next instanceof Argument argument) {
            GraphQLArgument definition = argument(argument.getName());
            inputType = definition == null ? null : definition.getType();
        } else if (next instanceof VariableDefinition variable) {
            inputType = type(schema, variable.getType());
        } else if (next instanceof ArrayValue) {
            GraphQLType list = inputType == null ? null : GraphQLTypeUtil.unwrapNonNull(inputType);
            inputType = list instanceof GraphQLList ? GraphQLTypeUtil.unwrapOne(list) : null;
        } else if (next instanceof ObjectField objectField) {
            GraphQLType object = inputType == null ? null : GraphQLTypeUtil.unwrapAll(inputType);
            inputType = object instanceof GraphQLInputObjectType input && input.getField(objectField.getName()) != null
                    ? input.getField(objectField.getName()).getType()
                    : null;
        }
    }

    private GraphQLType rootType(OperationDefinition.Operation operation) {
        return switch (operation) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
        };
    }

    private GraphQLFieldDefinition definition(String name) {
        if (name.equals(Introspection.TypeNameMetaFieldDef.getName())) {
            return Introspection.TypeNameMetaFieldDef;
        } else if (parentType == schema.getQueryType()) {
            if (name.equals(Introspection.SchemaMetaFieldDef.getName())) {
                return schema.getIntrospectionSchemaFieldDefinition();
            } else if (name.equals(Introspection.TypeMetaFieldDef.getName())) {
                return schema.getIntrospectionTypeFieldDefinition();
            }
        }
        return parentType instanceof GraphQLFieldsContainer container ? container.getFieldDefinition(name) : null;
    }

    private GraphQLArgument argument(String name) {
        if (directiveName != null) {
            return directive == null ? null : directive.getArgument(name);
        }
        return field == null ? null : field.getArgument(name);
    }

    /** The type of a variable; null if the schema has no input type of this name. */
    static GraphQLInputType type(GraphQLSchema schema, Type<?> type) {
        if (type instanceof NonNullType nonNull) {
            GraphQLInputType wrapped = type(schema, nonNull.getType());
            return wrapped == null ? null : GraphQLNonNull.nonNull(wrapped);
        } else if (type instanceof ListType list) {
            GraphQLInputType wrapped = type(schema, list.getType());
            return wrapped == null ? null : GraphQLList.list(wrapped);
        }
        return schema.getType(((TypeName) type).getName()) instanceof GraphQLInputType named ? named : null;
    }
}
