package org.onrecord.traversal.schema;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLUnionType;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.DatabaseFunction;

import static graphql.schema.GraphQLFieldDefinition.newFieldDefinition;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLTypeReference.typeRef;

/** Builds the fields of node types and row types, one for each attribute. */
final class AttributeFields {

    private final SchemaContext context;

    AttributeFields(SchemaContext context) {
        this.context = context;
    }

    GraphQLFieldDefinition build(Attribute attribute) {
        GraphQLFieldDefinition.Builder field =
                newFieldDefinition().name(attribute.name()).description(attribute.description());
        if (attribute instanceof Column column) {
            field.type(columnType(column));
        } else if (attribute instanceof ToOne edge) {
            field.type(edge.nullable() ? typeRef(edge.target()) : nonNull(typeRef(edge.target())));
        } else if (attribute instanceof ToMany edge) {
            ConnectionTypes.connect(field, edge.target(), context.limits().page());
            edge.filterArguments().forEach(name -> field.argument(filterArgument(edge, name)));
        } else if (attribute instanceof AnyNode edge) {
            addUnion(edge);
            field.type(nonNull(typeRef(edge.union())));
        } else {
            new FunctionFields(context).complete(field, (DatabaseFunction) attribute);
        }
        return field.build();
    }

    private GraphQLOutputType columnType(Column column) {
        if (column.enumType() != null) {
            context.add(ValueTypes.enumType(column.enumType()));
        }
        GraphQLOutputType value = ValueTypes.output(column);
        GraphQLOutputType type = column.list() ? list(nonNull(value)) : value;
        return column.nullable() ? type : nonNull(type);
    }

    void addUnion(AnyNode edge) {
        if (!context.has(edge.union())) {
            GraphQLUnionType.Builder union =
                    GraphQLUnionType.newUnionType().name(edge.union()).description(edge.description());
            edge.targets().forEach(target -> union.possibleType(typeRef(target)));
            context.add(union.build());
        }
    }

    private GraphQLArgument filterArgument(ToMany edge, String name) {
        Attribute onTarget = context.graph().type(edge.target()).attribute(name);
        Column column = (Column)
                (onTarget != null
                        ? onTarget
                        : context.graph().type(edge.link().nodeType()).attribute(name));
        return Definitions.argument(
                name, ValueTypes.input(column), "Selects the nodes with this value. " + column.description());
    }
}
