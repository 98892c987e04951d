/** Turns the graph into a GraphQL schema: node types, connections, filters, orders and groups. */
package org.onrecord.traversal.schema;
