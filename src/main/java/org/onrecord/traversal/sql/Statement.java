package org.onrecord.traversal.sql;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.onrecord.traversal.plan.Param;

/**
 * The one statement of a plan. It returns a row for each event of a subscription; else one row, with a column of JSON text for each root field in the plan's order, null
 * for a node that is not there.
 *
 * @param text SQL with a question mark for each parameter
 * @param conditionalText the same with the graph's version in a column before the others, and a last parameter, an array
 *     of bigint: where the version is one of those, nothing else is read and the other columns are null; of a
 *     subscription there is none
 * @param unbound values of the plan that the SQL does not need, a page size where only a count is selected: they have to be
 *     right all the same
 */
public record Statement(String text, String conditionalText, List<Param> params, List<Param> unbound) {

    private static final Pattern PARAMETER = Pattern.compile("\\?(?=::)");

    /** The text with numbered parameters, as PostgreSQL itself has them: {@code $1} and so on. */
    public String numbered() {
        AtomicInteger number = new AtomicInteger();
        return PARAMETER.matcher(text).replaceAll(parameter -> "\\$" + number.incrementAndGet());
    }
}
