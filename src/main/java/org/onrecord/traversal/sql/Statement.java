package org.onrecord.traversal.sql;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.onrecord.traversal.plan.Parameter;

/**
 * The SQL statement of a plan. For a query or a payload it returns one row: the number of bytes of the JSON text, and a
 * column of JSON text for each root of the plan; a column is null if the node does not exist, or if there are too many
 * bytes. With a single root there is no row if the node does not exist. For a subscription it returns one row of JSON
 * text for each event, or nulls if there are too many bytes.
 *
 * @param text the SQL with a question mark for each parameter
 * @param conditionalText the SQL that also returns the version of the graph, in the first column. It takes an
 *     additional last parameter, an array of bigint. If the array contains the version, the statement reads nothing
 *     else and all other columns are null. Null for a subscription.
 * @param unboundParameters the parameters that the SQL does not need, for example the page size of a mere count. Their
 *     values are checked nevertheless.
 * @param maxBytes the most bytes of JSON text that the statement returns
 */
public record Statement(
        String text,
        String conditionalText,
        List<Parameter> parameters,
        List<Parameter> unboundParameters,
        long maxBytes) {

    /** The first character of a column with the reason why a function has no result. No JSON text starts with it. */
    public static final char REFUSAL = '!';

    private static final Pattern PLACEHOLDER = Pattern.compile("\\?(?=::)");

    /** The SQL with PostgreSQL's numbered parameters {@code $1}, {@code $2} instead of question marks. */
    public String numberedText() {
        AtomicInteger number = new AtomicInteger();
        return PLACEHOLDER.matcher(text).replaceAll(placeholder -> "\\$" + number.incrementAndGet());
    }
}
