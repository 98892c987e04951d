/** The execution strategies of queries, mutations and subscriptions, which run a plan's statement. */
package org.onrecord.traversal.execution;
