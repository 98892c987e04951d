/** Turns the selections of an operation into a plan: which nodes to reach, and which values to read of each. */
package org.onrecord.traversal.plan;
