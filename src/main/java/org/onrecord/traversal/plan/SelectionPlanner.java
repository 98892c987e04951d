package org.onrecord.traversal.plan;

import java.util.ArrayList;
import java.util.List;

import graphql.execution.MergedField;
import graphql.schema.GraphQLObjectType;

import org.onrecord.traversal.graph.Attribute;
import org.onrecord.traversal.graph.Attribute.AnyNode;
import org.onrecord.traversal.graph.Attribute.Column;
import org.onrecord.traversal.graph.Attribute.ToMany;
import org.onrecord.traversal.graph.Attribute.ToOne;
import org.onrecord.traversal.graph.DatabaseFunction;
import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.ObjectType;
import org.onrecord.traversal.plan.Plan.AnyNodeField;
import org.onrecord.traversal.plan.Plan.AnyNodeSelection;
import org.onrecord.traversal.plan.Plan.ColumnField;
import org.onrecord.traversal.plan.Plan.Field;
import org.onrecord.traversal.plan.Plan.IdField;
import org.onrecord.traversal.plan.Plan.NullField;
import org.onrecord.traversal.plan.Plan.Selection;
import org.onrecord.traversal.plan.Plan.ToManyField;
import org.onrecord.traversal.plan.Plan.ToOneField;
import org.onrecord.traversal.plan.Plan.TypeName;

/** Plans the fields that are selected of nodes and of the rows of database functions. */
final class SelectionPlanner {

    private final PlanContext context;

    SelectionPlanner(PlanContext context) {
        this.context = context;
    }

    /** @param field the field whose selections are planned; it returns one or more objects of the type */
    Selection plan(ObjectType type, MergedField field) {
        GraphQLObjectType objectType = context.objectType(type.name());
        List<Field> fields = new ArrayList<>();
        for (MergedField subfield : context.subfields(objectType, field)) {
            fields.add(planOrNull(type, objectType, subfield));
        }
        return new Selection(type, fields);
    }

    private Field planOrNull(ObjectType type, GraphQLObjectType objectType, MergedField field) {
        Field planned = context.field(objectType, field, () -> planField(type, objectType, field));
        return planned == null ? new NullField(field.getResultKey()) : planned;
    }

    AnyNodeSelection plan(AnyNode edge, MergedField field) {
        return new AnyNodeSelection(
                edge,
                edge.targets().stream()
                        .map(target -> plan(context.graph().type(target), field))
                        .toList());
    }

    /**
     * @param type the type with the attribute
     * @param objectType the GraphQL type with the field: that of {@code type}, or that of the edges of a connection
     */
    Field planField(ObjectType type, GraphQLObjectType objectType, MergedField field) {
        String key = field.getResultKey();
        if (PlanContext.isTypeName(field)) {
            return new TypeName(key, type.name());
        } else if (field.getName().equals("id") && type instanceof NodeType node) {
            return new IdField(key, node);
        }
        Attribute attribute = type.attribute(field.getName());
        if (attribute instanceof Column column) {
            return new ColumnField(key, column);
        } else if (attribute instanceof ToOne edge) {
            return new ToOneField(key, edge, plan(context.graph().type(edge.target()), field));
        } else if (attribute instanceof AnyNode edge) {
            return new AnyNodeField(key, plan(edge, field));
        } else if (attribute instanceof DatabaseFunction function) {
            return new FunctionPlanner(context).plan(function, context.arguments(objectType, field), field);
        }
        return new ToManyField(
                key,
                new ConnectionPlanner(context)
                        .plan(type, (ToMany) attribute, context.arguments(objectType, field), field));
    }
}
