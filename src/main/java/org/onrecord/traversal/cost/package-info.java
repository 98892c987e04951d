/** The cost of a plan: an estimate of the rows that PostgreSQL reads, from its statistics of the tables. */
package org.onrecord.traversal.cost;
