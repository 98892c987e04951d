package org.onrecord.traversal.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The aggregates over the rows of a page. The JSON text of a connection contains them, or reads them from a subquery,
 * if it needs one of them several times: PostgreSQL would compute each copy.
 */
final class Aggregates {

    /** The alias of the subquery; null if there is none. */
    private final String alias;

    private final List<Sql> columns = new ArrayList<>();

    Aggregates(String alias) {
        this.alias = alias;
    }

    /** An expression with the value of an aggregate. */
    Sql value(Sql aggregate) {
        if (alias == null) {
            return aggregate;
        }
        columns.add(aggregate.add(" AS value_" + columns.size()));
        return Sql.of(alias + ".value_" + (columns.size() - 1));
    }

    /** The SELECT list of the subquery; null if there is none. */
    Sql columns() {
        return alias == null ? null : Sql.join(columns, ",\n");
    }

    String alias() {
        return alias;
    }
}
