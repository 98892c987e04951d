package org.onrecord.traversal.schema;

import graphql.Directives;
import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLTypeReference;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Choice;
import org.onrecord.traversal.graph.DatabaseFunction.Constants;
import org.onrecord.traversal.graph.DatabaseFunction.Day;
import org.onrecord.traversal.graph.DatabaseFunction.FieldArgument;
import org.onrecord.traversal.graph.DatabaseFunction.NodeKey;
import org.onrecord.traversal.graph.DatabaseFunction.NodeTypes;
import org.onrecord.traversal.graph.DatabaseFunction.OneRow;
import org.onrecord.traversal.graph.DatabaseFunction.Page;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.DatabaseFunction.Text;
import org.onrecord.traversal.graph.DatabaseFunction.Value;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.RowType;

import static graphql.schema.GraphQLArgument.newArgument;
import static graphql.schema.GraphQLInputObjectType.newInputObject;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLObjectType.newObject;
import static graphql.schema.GraphQLTypeReference.typeRef;
import static org.onrecord.traversal.schema.Definitions.argument;
import static org.onrecord.traversal.schema.Definitions.inputField;

/** Completes the fields that call database functions, and defines the types of their results and arguments. */
final class FunctionFields {

    private final SchemaContext context;

    FunctionFields(SchemaContext context) {
        this.context = context;
    }

    /** Adds the type and the arguments of the function to a field. */
    GraphQLFieldDefinition.Builder complete(GraphQLFieldDefinition.Builder field, DatabaseFunction function) {
        function.fieldArguments().forEach(argument -> field.argument(argumentOf(argument)));
        if (function.result() instanceof Value value) {
            Column column = Column.of(function.name(), value.type(), value.nullable(), function.description());
            GraphQLOutputType type = ValueTypes.output(column);
            return field.type(value.nullable() ? type : nonNull(type));
        } else if (function.result() instanceof OneRow one) {
            return field.type(rowType(one.type()));
        } else if (function.result() instanceof Rows rows) {
            return field.type(nonNull(list(nonNull(rowType(rows.type())))));
        }
        RowType row = ((Page) function.result()).type();
        addConnection(row);
        FilterTypes.add(row, context);
        GroupTypes.add(row, context);
        return ConnectionTypes.page(field, row.name(), context.limits().page())
                .argument(argument(
                        "filter",
                        typeRef(FilterTypes.nameFor(row.name())),
                        "The conditions that the nodes must meet. Without it, the list contains all nodes."));
    }

    private void addConnection(RowType row) {
        AttributeFields fields = new AttributeFields(context);
        fields.addUnion(row.node());
        context.add(ConnectionTypes.connectionType(row, context.limits().groups()));
        GraphQLObjectType edge = ConnectionTypes.edgeType(row);
        context.add(edge.transform(builder -> row.all().stream()
                .filter(attribute -> !attribute.name().equals(RowType.NODE))
                .forEach(attribute -> builder.field(fields.build(attribute)))));
    }

    private GraphQLTypeReference rowType(RowType row) {
        if (!context.has(row.name())) {
            AttributeFields fields = new AttributeFields(context);
            GraphQLObjectType.Builder object = newObject().name(row.name()).description(row.description());
            for (Attribute attribute : row.all()) {
                object.field(fields.build(attribute));
            }
            context.add(object.build());
        }
        return typeRef(row.name());
    }

    private GraphQLArgument argumentOf(FieldArgument argument) {
        if (argument instanceof Text) {
            return argument(argument.name(), nonNull(Scalars.GraphQLString), argument.description());
        } else if (argument instanceof Day) {
            return argument(argument.name(), DateTimeScalars.DATE, argument.description());
        } else if (argument instanceof DatabaseFunction.Number number) {
            return newArgument()
                    .name(number.name())
                    .type(Scalars.GraphQLInt)
                    .defaultValueProgrammatic(number.defaultValue())
                    .description(number.description())
                    .build();
        } else if (argument instanceof NodeTypes nodeTypes) {
            addEnum(nodeTypes);
            return argument(argument.name(), list(nonNull(typeRef(nodeTypes.enumType()))), argument.description());
        } else if (argument instanceof Constants constants) {
            context.add(ValueTypes.enumType(constants.type()));
            return argument(
                    constants.name(),
                    list(nonNull(typeRef(constants.type().getSimpleName()))),
                    constants.description());
        }
        if (argument instanceof Choice choice) {
            context.add(ValueTypes.enumType(choice.type()));
            return argument(choice.name(), typeRef(choice.type().getSimpleName()), choice.description());
        }
        NodeKey key = (NodeKey) argument;
        addInput(key);
        return argument(argument.name(), nonNull(typeRef(key.inputType())), argument.description());
    }

    private void addEnum(NodeTypes nodeTypes) {
        GraphQLEnumType.Builder builder = GraphQLEnumType.newEnum()
                .name(nodeTypes.enumType())
                .description("A type of nodes: " + String.join(", ", nodeTypes.nodeTypes()) + ".");
        nodeTypes
                .nodeTypes()
                .forEach(name -> builder.value(
                        Definitions.constant(name),
                        name,
                        context.graph().type(name).description()));
        context.add(builder.build());
    }

    /** Adds an input type with {@code @oneOf}: a client gives exactly one of its fields. */
    private void addInput(NodeKey key) {
        GraphQLInputObjectType.Builder keys = newInputObject()
                .name(key.inputType())
                .description("Identifies a node of type " + String.join(" or ", key.nodeTypes())
                        + " by exactly one of these keys.")
                .withAppliedDirective(Directives.OneOfDirective.toAppliedDirective())
                .field(inputField("id", Scalars.GraphQLID, "The global `id` of the node."));
        for (String name : key.nodeTypes()) {
            NodeType type = context.graph().type(name);
            type.lookupKeys()
                    .forEach(column -> keys.field(inputField(
                            key.keyName(type, column),
                            ValueTypes.input(column),
                            "Key of a node of type " + name + ". " + column.description())));
        }
        context.add(keys.build());
    }
}
