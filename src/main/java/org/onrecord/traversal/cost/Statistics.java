package org.onrecord.traversal.cost;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What PostgreSQL knows about its tables: their sizes, the lengths of the lists that foreign keys make, and their
 * indexes. The numbers are rounded to size classes (1, 2 and 5 times the powers of ten), so that the cost of a document
 * rarely changes.
 *
 * @param tables by name; a table without statistics counts as small
 */
public record Statistics(Map<String, Table> tables) {

    /** Without statistics, all tables count as small. */
    static final Statistics UNKNOWN = new Statistics(Map.of());

    /** A table with fewer rows counts as one with so many. */
    private static final double SMALL_TABLE = 1000;

    /** A shorter list counts as one with so many rows, except as the limit of a page. */
    private static final double SHORT_LIST = 10;

    private static final Table EMPTY = new Table(0, Map.of(), List.of());

    private static final Column UNKNOWN_COLUMN = new Column(0, 0, Map.of(), false);

    /**
     * @param columns by name
     * @param indexes the B-tree indexes of all rows: their columns up to the first expression
     */
    record Table(double rows, Map<String, Column> columns, List<List<IndexColumn>> indexes) {}

    /** @param comparable whether the index has the collation in which conditions compare the column */
    record IndexColumn(String name, Order order, boolean comparable) {}

    /**
     * A column. The rows with one of its values are a list.
     *
     * @param averageList the rows with one value, on average
     * @param largestList the rows with the most frequent value
     * @param commonValues the parts of the rows that have the most common values; empty if there are many values
     * @param hasTrigrams whether an index serves {@code LIKE}
     */
    record Column(double averageList, double largestList, Map<String, Double> commonValues, boolean hasTrigrams) {}

    /**
     * The order of the values in an index.
     *
     * @param collation its name; null if no collation applies to the type of the column
     */
    record Order(String collation, boolean descending, boolean nullsFirst) {

        /** Whether a scan of an index of this order, forwards or backwards, returns the values in another one. */
        boolean serves(Order other, boolean nullable) {
            return Objects.equals(collation, other.collation)
                    && (!nullable || (descending == other.descending) == (nullsFirst == other.nullsFirst));
        }
    }

    /** The rows of a table. */
    double rows(String table) {
        return sizeClass(Math.max(SMALL_TABLE, table(table).rows));
    }

    /** The rows with one value of a column, on average. */
    double averageList(String table, String column) {
        return Math.max(SHORT_LIST, length(table, column(table, column).averageList));
    }

    /**
     * The rows with a value of a column that a client chooses. It may be any: the result is the geometric mean of the
     * average and the largest list, which is equally far from both.
     */
    double chosenList(String table, String column) {
        return Math.max(SHORT_LIST, reachedList(table, column));
    }

    /**
     * The rows with a value of a column that other rows lead to. More of them lead to a value with many rows, so the
     * result is the one for a value that a client chooses, but it may be shorter than a short list.
     */
    double reachedList(String table, String column) {
        Column lists = column(table, column);
        return length(table, Math.sqrt(lists.averageList * lists.largestList));
    }

    private double length(String table, double length) {
        // The lists of small tables change too often to be told apart.
        return table(table).rows <= SMALL_TABLE ? SHORT_LIST : sizeClass(Math.max(1, length));
    }

    /** Whether an index finds the rows with a value of a column. */
    boolean isIndexed(String table, String column) {
        return table(table).indexes.stream()
                .anyMatch(index -> !index.isEmpty() && index.get(0).name.equals(column) && index.get(0).comparable);
    }

    /** The B-tree indexes of a table: their columns up to the first expression. */
    List<List<IndexColumn>> indexes(String table) {
        return table(table).indexes;
    }

    /** The part of the rows that have a value in a column; negative if it is unknown. */
    double share(String table, String column, Object value) {
        Column values = column(table, column);
        double rows = Math.max(1, table(table).rows);
        Double share = values.commonValues.get(String.valueOf(value));
        if (share != null) {
            return share;
        } else if (values.commonValues.isEmpty()) {
            return values.averageList == 0 ? -1 : Math.min(1, values.averageList / rows);
        }
        double others = 1
                - values.commonValues.values().stream().mapToDouble(one -> one).sum();
        return Math.max(1 / rows, Math.min(others, values.averageList / rows));
    }

    /** The part of the rows that have a value in a column; 0 unless it is one of the most common values. */
    double commonShare(String table, String column, Object value) {
        return column(table, column).commonValues.getOrDefault(String.valueOf(value), 0.);
    }

    /** Whether an index of trigrams finds the rows with a part of a text in a column. */
    boolean hasTrigrams(String table, String column) {
        return column(table, column).hasTrigrams;
    }

    private Table table(String name) {
        return tables.getOrDefault(name, EMPTY);
    }

    private Column column(String table, String name) {
        return table(table).columns.getOrDefault(name, UNKNOWN_COLUMN);
    }

    /** The nearest of 1, 2 and 5 times the powers of ten, on a logarithmic scale. */
    static double sizeClass(double number) {
        double power = Math.pow(10, Math.floor(Math.log10(number)));
        double digit = number / power;
        // The geometric means of 1 and 2, 2 and 5, 5 and 10.
        return power * (digit < Math.sqrt(2) ? 1 : digit < Math.sqrt(10) ? 2 : digit < Math.sqrt(50) ? 5 : 10);
    }
}
