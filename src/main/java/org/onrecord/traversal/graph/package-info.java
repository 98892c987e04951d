/**
 * The graph that the engine traverses: node types, their columns and edges, read from Hibernate's mapping metamodel,
 * and the functions of the database and root fields that features declare.
 */
package org.onrecord.traversal.graph;
