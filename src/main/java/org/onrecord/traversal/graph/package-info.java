/**
 * The graph that the engine traverses: node types with their columns and edges, read from Hibernate's mapping
 * metamodel, and the database functions and root fields that features declare.
 */
package org.onrecord.traversal.graph;
