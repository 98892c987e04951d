/**
 * The Panache entities and their enums, which are the schema: Article, Person, Quote, Event and the links between them.
 * What an entity maps is a field of GraphQL, and can be filtered, ordered, counted and grouped by.
 */
package org.onrecord.model;
