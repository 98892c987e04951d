package org.onrecord.traversal.schema;

import graphql.Scalars;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;

import org.onrecord.traversal.graph.NodeType;
import org.onrecord.traversal.graph.ObjectType;
import org.onrecord.traversal.limits.Limits;

import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLObjectType.newObject;
import static graphql.schema.GraphQLTypeReference.typeRef;
import static org.onrecord.traversal.schema.SchemaShaper.argument;
import static org.onrecord.traversal.schema.SchemaShaper.field;

/** The types of lists (Relay, Cursor Connections; with GitHub's {@code nodes} and a {@code totalCount}). */
final class Connections {

    private Connections() {}

    /** Makes a field a connection: its type and the arguments that choose a page of it. */
    static GraphQLFieldDefinition.Builder pages(
            GraphQLFieldDefinition.Builder field, String target, Limits.Sizes sizes) {
        return field.type(nonNull(typeRef(target + "Connection")))
                .argument(argument(
                        "first",
                        Scalars.GraphQLInt,
                        "How many nodes the page has at most, from 1 to " + sizes.maxSize() + "; " + sizes.defaultSize()
                                + " where neither this nor `last` is given."))
                .argument(argument("after", Scalars.GraphQLString, "The cursor that the page begins after."))
                .argument(argument(
                        "last",
                        Scalars.GraphQLInt,
                        "How many nodes the page has at most, counted from its end, from 1 to " + sizes.maxSize()
                                + "."))
                .argument(argument("before", Scalars.GraphQLString, "The cursor that the page ends before."));
    }

    /** Makes a field a connection to nodes of one type, which may be filtered and ordered. */
    static GraphQLFieldDefinition.Builder of(GraphQLFieldDefinition.Builder field, String target, Limits.Sizes sizes) {
        return pages(field, target, sizes)
                .argument(argument(
                        "orderBy",
                        list(nonNull(typeRef(Orders.nameFor(target)))),
                        "What the list is ordered by, the most important first; in the end nodes stand in the order in which"
                                + " they were recorded."))
                .argument(argument(
                        "filter",
                        typeRef(Filters.nameFor(target)),
                        "What the nodes must meet; without it all are listed."));
    }

    static GraphQLObjectType connectionType(NodeType type, Limits.Sizes groups) {
        return connectionType(type).transform(connection -> connection.field(Groups.groupsOf(type, groups)));
    }

    static GraphQLObjectType connectionType(ObjectType type) {
        return newObject()
                .name(type.name() + "Connection")
                .description("A page of a list of " + type.name() + ".")
                .field(field("nodes", nonNull(list(nonNull(typeRef(type.name())))), "The nodes of the page."))
                .field(field(
                        "edges",
                        nonNull(list(nonNull(typeRef(type.name() + "Edge")))),
                        "The nodes of the page, each with its cursor."))
                .field(field("pageInfo", nonNull(typeRef("PageInfo")), "Where the page stands in the list."))
                .field(field(
                        "totalCount",
                        nonNull(Scalars.GraphQLInt),
                        "How many nodes the whole list has, the filter applied."))
                .build();
    }

    static GraphQLObjectType edgeType(ObjectType type) {
        return newObject()
                .name(type.name() + "Edge")
                .description("A node of a list of " + type.name() + " with its place.")
                .field(field(
                        "cursor", nonNull(Scalars.GraphQLString), "The node's place in the list, for `after`. Opaque."))
                .field(field("node", nonNull(typeRef(type.name())), "The node."))
                .build();
    }

    static GraphQLObjectType pageInfo() {
        return newObject()
                .name("PageInfo")
                .description("Where a page stands in its list (Relay, Cursor Connections).")
                .field(field("hasNextPage", nonNull(Scalars.GraphQLBoolean), "Whether nodes follow the page."))
                .field(field("hasPreviousPage", nonNull(Scalars.GraphQLBoolean), "Whether nodes precede the page."))
                .field(field(
                        "startCursor", Scalars.GraphQLString, "The cursor of the first node; null of an empty page."))
                .field(field("endCursor", Scalars.GraphQLString, "The cursor of the last node; null of an empty page."))
                .build();
    }
}
