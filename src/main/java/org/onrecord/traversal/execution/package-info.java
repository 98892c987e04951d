/** The execution strategies of queries, mutations and subscriptions, which run the statement of a plan. */
package org.onrecord.traversal.execution;
