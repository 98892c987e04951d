package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Aggregates over the rows of a page, and what the fields of a connection make of them. The JSON text of the connection
 * contains the aggregates, or reads them from a subquery if it needs one of them several times: PostgreSQL would
 * compute each copy.
 */
final class PageAggregates {

    private final PageRows page;

    /** The alias of the subquery; null if there is none. */
    private final String alias;

    /** The SELECT list of the subquery. */
    private final List<Sql> columns = new ArrayList<>();

    /** The total count of the list; null if it does not tell whether the list continues. */
    private final Sql total;

    /** @param totalCount the total count of the list, which is not needed unless the page {@link PageRows#isCounted} */
    PageAggregates(PageRows page, TableAliases aliases, Sql totalCount) {
        this.page = page;
        this.alias = page.isCounted() ? aliases.next() : null;
        this.total = page.isCounted() ? value(totalCount) : null;
    }

    /** The total count of the list; null if the aggregates do not have it. */
    Sql total() {
        return total;
    }

    /**
     * The rows of the page or the subquery with the aggregates, to follow FROM.
     *
     * @param json the JSON text that reads them
     */
    Sql from(Sql json) {
        if (alias == null) {
            return page.rows(json);
        }
        Sql values = Sql.join(columns, ",\n");
        return Sql.subquery(Sql.of("SELECT ").add(values).add("\nFROM ").add(page.rows(values)))
                .add(" " + alias);
    }

    /** An expression with the value of an aggregate. */
    private Sql value(Sql aggregate) {
        if (alias == null) {
            return aggregate;
        }
        columns.add(new Sql().add(aggregate).add(" AS value_" + columns.size()));
        return Sql.of(alias + ".value_" + (columns.size() - 1));
    }

    /** JSON text of each row of the page, in the order of the list, with commas between. */
    Sql texts(Sql json) {
        return value(inOrder(Sql.of("string_agg(").addBelow(json).add(", ','")));
    }

    /**
     * An aggregate over the rows of the page, in the order of the list. The rows of a forward page arrive in this
     * order, and an ORDER BY would sort the JSON text again for each aggregate.
     *
     * @param call the call of the aggregate function without the closing parenthesis
     */
    private Sql inOrder(Sql call) {
        call.add(page.isBackward() ? " ORDER BY " + page.position() + " DESC)" : ")");
        return page.looksAhead()
                ? call.add(" FILTER (WHERE " + page.position() + " <= ")
                        .add(page.size())
                        .add(")")
                : call;
    }

    /** The JSON text of the cursor of the first row; null if the page is empty. */
    Sql startCursor() {
        return cursorAt(count(), Sql.of("1"));
    }

    /** The JSON text of the cursor of the last row; null if the page is empty. */
    Sql endCursor() {
        Sql count = count();
        return cursorAt(count, count);
    }

    /**
     * The aggregates collect values and not cursors, so that PostgreSQL computes one cursor for the page. The row that
     * a forward page reads to look ahead is the last one, and no index leads to it.
     */
    private Sql cursorAt(Sql count, Sql index) {
        List<Sql> values = new ArrayList<>();
        for (String value : page.cursorValues()) {
            Sql array = page.isBackward() ? inOrder(Sql.of("array_agg(" + value)) : Sql.of("array_agg(" + value + ")");
            values.add(Sql.of("(").add(value(array)).add(")[").add(index).add("]"));
        }
        return Sql.of("CASE WHEN ")
                .add(count)
                .add(" > 0 THEN '\"' || ")
                .add(page.cursor(values))
                .add(" || '\"' ELSE 'null' END");
    }

    /** The number of rows of the page. */
    private Sql count() {
        Sql rows = value(Sql.of("count(*)"));
        return page.looksAhead()
                ? Sql.of("least(").add(rows).add(", ").add(page.size()).add(")")
                : rows;
    }

    /** The JSON text of whether the list continues after the page. */
    Sql hasRowsAfter() {
        return hasMore(!page.isBackward(), page.hasRowsFromBefore());
    }

    /** The JSON text of whether the list has rows before the page. */
    Sql hasRowsBefore() {
        return hasMore(page.isBackward(), page.hasRowsUpToAfter());
    }

    /** @param beyondCursor whether the list has rows beyond a cursor of the request; null if there is no cursor */
    private Sql hasMore(boolean inReadingDirection, Sql beyondCursor) {
        List<Sql> reasons = new ArrayList<>();
        if (inReadingDirection) {
            reasons.add(new Sql()
                    .add(total != null ? total : Sql.of("count(*)"))
                    .add(" > ")
                    .add(page.size()));
        }
        if (beyondCursor != null) {
            reasons.add(beyondCursor);
        }
        return reasons.isEmpty() ? Sql.of("'false'") : JsonObject.text(Sql.join(reasons, " OR "));
    }
}
