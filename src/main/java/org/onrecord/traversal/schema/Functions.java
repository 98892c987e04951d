package org.onrecord.traversal.schema;

import java.util.LinkedHashMap;
import java.util.Map;

import graphql.Directives;
import graphql.Scalars;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeReference;
import graphql.schema.GraphQLUnionType;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.DatabaseFunction.Day;
import org.onrecord.traversal.graph.DatabaseFunction.FieldArgument;
import org.onrecord.traversal.graph.DatabaseFunction.NodeKey;
import org.onrecord.traversal.graph.DatabaseFunction.NodeTypes;
import org.onrecord.traversal.graph.DatabaseFunction.OneRow;
import org.onrecord.traversal.graph.DatabaseFunction.Page;
import org.onrecord.traversal.graph.DatabaseFunction.Rows;
import org.onrecord.traversal.graph.DatabaseFunction.Text;
import org.onrecord.traversal.graph.DatabaseFunction.Value;
import org.onrecord.traversal.graph.Graph;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.RowType;
import org.onrecord.traversal.limits.Limits;

import static graphql.schema.GraphQLArgument.newArgument;
import static graphql.schema.GraphQLInputObjectType.newInputObject;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLObjectType.newObject;
import static graphql.schema.GraphQLTypeReference.typeRef;
import static org.onrecord.traversal.schema.SchemaShaper.argument;

/** The fields that functions of the database answer, and the types that they bring with them. */
final class Functions {

    private final Graph graph;
    private final Limits limits;
    private final SchemaShaper shaper;
    private final Map<String, GraphQLType> types = new LinkedHashMap<>();

    Functions(Graph graph, Limits limits, SchemaShaper shaper) {
        this.graph = graph;
        this.limits = limits;
        this.shaper = shaper;
    }

    /** The types that were made, by name. */
    Map<String, GraphQLType> types() {
        return types;
    }

    /** Gives a field the type that the function returns, and its arguments. */
    GraphQLFieldDefinition.Builder shape(DatabaseFunction function, GraphQLFieldDefinition.Builder field) {
        function.fieldArguments().forEach(argument -> field.argument(argumentOf(argument)));
        if (function.result() instanceof Value value) {
            Column column = Column.of(function.name(), value.type(), value.nullable(), function.description());
            GraphQLOutputType type = (GraphQLOutputType) SchemaShaper.valueType(column);
            return field.type(value.nullable() ? type : nonNull(type));
        } else if (function.result() instanceof OneRow one) {
            return field.type(rowType(one.type()));
        } else if (function.result() instanceof Rows rows) {
            return field.type(nonNull(list(nonNull(rowType(rows.type())))));
        }
        RowType row = ((Page) function.result()).type();
        addUnion((AnyNode) row.attribute(RowType.NODE));
        types.put(row.name() + "Connection", Connections.connectionType(row));
        GraphQLObjectType edge = Connections.edgeType(row);
        types.put(edge.getName(), edge.transform(builder -> row.all().stream()
                .filter(attribute -> !attribute.name().equals(RowType.NODE))
                .forEach(attribute -> builder.field(shaper.field(attribute)))));
        return Connections.pages(field, row.name(), limits.page());
    }

    private GraphQLTypeReference rowType(RowType row) {
        if (!types.containsKey(row.name())) {
            GraphQLObjectType.Builder object = newObject().name(row.name()).description(row.description());
            for (Attribute attribute : row.all()) {
                object.field(shaper.field(attribute));
            }
            types.put(row.name(), object.build());
        }
        return typeRef(row.name());
    }

    void addUnion(AnyNode edge) {
        GraphQLUnionType.Builder union =
                GraphQLUnionType.newUnionType().name(edge.union()).description(edge.description());
        edge.targets().forEach(target -> union.possibleType(typeRef(target)));
        types.putIfAbsent(edge.union(), union.build());
    }

    private GraphQLArgument argumentOf(FieldArgument argument) {
        if (argument instanceof Text) {
            return argument(argument.name(), nonNull(Scalars.GraphQLString), argument.description());
        } else if (argument instanceof Day) {
            return argument(argument.name(), IsoScalars.DATE, argument.description());
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
        }
        NodeKey key = (NodeKey) argument;
        addKeys(key);
        return argument(argument.name(), nonNull(typeRef(key.inputType())), argument.description());
    }

    private void addEnum(NodeTypes nodeTypes) {
        GraphQLEnumType.Builder builder = GraphQLEnumType.newEnum()
                .name(nodeTypes.enumType())
                .description("Which types of nodes: any of " + String.join(", ", nodeTypes.nodeTypes()) + ".");
        nodeTypes
                .nodeTypes()
                .forEach(name -> builder.value(
                        Orders.constant(name), name, graph.type(name).description()));
        types.put(nodeTypes.enumType(), builder.build());
    }

    /** Exactly one of the fields is given (GraphQL's OneOf Input Objects). */
    private void addKeys(NodeKey key) {
        GraphQLInputObjectType.Builder keys = newInputObject()
                .name(key.inputType())
                .description("Names a node by exactly one of these keys: " + String.join(" or ", key.nodeTypes()) + ".")
                .withAppliedDirective(Directives.OneOfDirective.toAppliedDirective())
                .field(keyField("id", Scalars.GraphQLID, "The node's global `id`."));
        for (String name : key.nodeTypes()) {
            NodeType type = graph.type(name);
            type.lookupKeys()
                    .forEach(column -> keys.field(keyField(
                            key.keyName(type, column),
                            (GraphQLInputType) SchemaShaper.valueType(column),
                            "Of a node of type " + name + ": " + column.description())));
        }
        types.put(key.inputType(), keys.build());
    }

    private static GraphQLInputObjectField keyField(String name, GraphQLInputType type, String description) {
        return GraphQLInputObjectField.newInputObjectField()
                .name(name)
                .type(type)
                .description(description)
                .build();
    }
}
