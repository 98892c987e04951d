package org.onrecord.traversal.schema;

import graphql.Scalars;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;

import org.onrecord.traversal.graph.ObjectType;
import org.onrecord.traversal.limits.Limits;

import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLObjectType.newObject;
import static graphql.schema.GraphQLTypeReference.typeRef;
import static org.onrecord.traversal.schema.Definitions.argument;
import static org.onrecord.traversal.schema.Definitions.field;

/** Builds the types of Relay's cursor connections, with GitHub's {@code nodes} and {@code totalCount}. */
final class ConnectionTypes {

    private ConnectionTypes() {}

    /** Adds the type of a connection and the arguments of a page to a field. */
    static GraphQLFieldDefinition.Builder page(
            GraphQLFieldDefinition.Builder field, String target, Limits.Sizes sizes) {
        return field.type(nonNull(typeRef(target + "Connection")))
                .argument(argument(
                        "first",
                        Scalars.GraphQLInt,
                        "The maximum number of nodes on the page, from 1 to " + sizes.maxSize()
                                + ". Without `first` and `last` it is " + sizes.defaultSize() + "."))
                .argument(argument("after", Scalars.GraphQLString, "The cursor after which the page starts."))
                .argument(argument(
                        "last",
                        Scalars.GraphQLInt,
                        "The maximum number of nodes on the page, counted from the end, from 1 to " + sizes.maxSize()
                                + "."))
                .argument(argument("before", Scalars.GraphQLString, "The cursor before which the page ends."));
    }

    /** Adds the type of a connection to nodes to a field, and the arguments of a page, an order and a filter. */
    static GraphQLFieldDefinition.Builder connect(
            GraphQLFieldDefinition.Builder field, String target, Limits.Sizes sizes) {
        return page(field, target, sizes)
                .argument(argument(
                        "orderBy",
                        list(nonNull(typeRef(OrderTypes.nameFor(target)))),
                        "The order of the list: the most significant value first. Nodes with equal values are in the"
                                + " order of their creation."))
                .argument(argument(
                        "filter",
                        typeRef(FilterTypes.nameFor(target)),
                        "The condition that the nodes must meet. Without it, the list contains all nodes."));
    }

    static GraphQLObjectType connectionType(ObjectType type, Limits.Sizes groups) {
        return newObject()
                .name(type.name() + "Connection")
                .description("A page of a list of " + type.name() + ".")
                .field(field("nodes", nonNull(list(nonNull(typeRef(type.name())))), "The nodes of the page."))
                .field(field(
                        "edges",
                        nonNull(list(nonNull(typeRef(type.name() + "Edge")))),
                        "The nodes of the page with their cursors."))
                .field(field("pageInfo", nonNull(typeRef("PageInfo")), "The position of the page in the list."))
                .field(field(
                        "totalCount",
                        nonNull(Scalars.GraphQLInt),
                        "The number of nodes in the whole list, with the filter applied."))
                .field(GroupTypes.groupsField(type, groups))
                .build();
    }

    static GraphQLObjectType edgeType(ObjectType type) {
        return newObject()
                .name(type.name() + "Edge")
                .description("A node of a list of " + type.name() + " with its cursor.")
                .field(field(
                        "cursor",
                        nonNull(Scalars.GraphQLString),
                        "The position of the node in the list, for `after` and `before`. It is opaque."))
                .field(field("node", nonNull(typeRef(type.name())), "The node."))
                .build();
    }

    static GraphQLObjectType pageInfo() {
        return newObject()
                .name("PageInfo")
                .description("The position of a page in its list (Relay, Cursor Connections).")
                .field(field("hasNextPage", nonNull(Scalars.GraphQLBoolean), "Whether nodes follow the page."))
                .field(field("hasPreviousPage", nonNull(Scalars.GraphQLBoolean), "Whether nodes precede the page."))
                .field(field(
                        "startCursor",
                        Scalars.GraphQLString,
                        "The cursor of the first node; null if the page is empty."))
                .field(field(
                        "endCursor", Scalars.GraphQLString, "The cursor of the last node; null if the page is empty."))
                .build();
    }
}
