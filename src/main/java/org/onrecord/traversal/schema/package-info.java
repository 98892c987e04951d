/** Turns the graph into GraphQL types: node types, connections, filters, orders and groups. */
package org.onrecord.traversal.schema;
