/**
 * The Panache entities and their enums: Article, Person, Quote, Event and the links between them. The GraphQL schema is
 * generated from these classes: every mapped attribute is a field that clients can filter, order, count and group by.
 */
package org.onrecord.model;
