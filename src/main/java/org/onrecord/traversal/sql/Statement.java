package org.onrecord.traversal.sql;

import java.util.List;

import org.onrecord.traversal.plan.Param;

/**
 * The one statement of a plan. It returns one row, with a column of JSON text for each root field in the plan's order, null
 * for a node that is not there.
 *
 * @param text SQL with a question mark for each parameter
 * @param unbound values of the plan that the SQL does not need, a page size where only a count is selected: they have to be
 *     right all the same
 */
public record Statement(String text, List<Param> params, List<Param> unbound) {}
