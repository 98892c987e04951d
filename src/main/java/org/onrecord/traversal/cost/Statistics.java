package org.onrecord.traversal.cost;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

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

    /** A shorter list counts as one with so many rows. */
    private static final double SHORT_LIST = 10;

    private static final Table EMPTY = new Table(0, Map.of());

    private static final Column UNINDEXED = new Column(0, 0, false, Set.of(), false);

    /** @param columns by name */
    record Table(double rows, Map<String, Column> columns) {}

    /**
     * A column. The rows with one of its values are a list.
     *
     * @param averageList the rows with one value, on average
     * @param largestList the rows with the most frequent value
     * @param isIndexed whether an index finds the rows with one value
     * @param orders the orders of the indexes that start with the column
     * @param hasTrigrams whether an index serves {@code LIKE}
     */
    record Column(double averageList, double largestList, boolean isIndexed, Set<Order> orders, boolean hasTrigrams) {}

    /**
     * The order of the values in an index.
     *
     * @param collation its name; null if no collation applies to the type of the column
     */
    record Order(String collation, boolean descending, boolean nullsFirst) {

        private Order reversed() {
            return new Order(collation, !descending, !nullsFirst);
        }
    }

    /** The rows of a table. */
    double rows(String table) {
        return sizeClass(Math.max(SMALL_TABLE, table(table).rows));
    }

    /** The rows with one value of a column, on average. */
    double averageList(String table, String column) {
        return list(table, column(table, column).averageList);
    }

    /**
     * The rows with a value of a column that a client chooses. It may be any: the result is the geometric mean of the
     * average and the largest list, which is equally far from both.
     */
    double chosenList(String table, String column) {
        Column lists = column(table, column);
        return list(table, Math.sqrt(lists.averageList * lists.largestList));
    }

    private double list(String table, double length) {
        // The lists of small tables change too often to be told apart.
        return table(table).rows <= SMALL_TABLE ? SHORT_LIST : sizeClass(Math.max(SHORT_LIST, length));
    }

    /** Whether an index finds the rows with a value of a column. */
    boolean isIndexed(String table, String column) {
        return column(table, column).isIndexed;
    }

    /** Whether an index returns the rows in the order of a column. */
    boolean isOrdered(String table, String column, boolean nullable, Order order) {
        Set<Order> orders = column(table, column).orders;
        if (nullable) {
            return orders.contains(order) || orders.contains(order.reversed());
        }
        return orders.stream().anyMatch(index -> Objects.equals(index.collation, order.collation));
    }

    /** Whether an index of trigrams finds the rows with a part of a text in a column. */
    boolean hasTrigrams(String table, String column) {
        return column(table, column).hasTrigrams;
    }

    private Table table(String name) {
        return tables.getOrDefault(name, EMPTY);
    }

    private Column column(String table, String name) {
        return table(table).columns.getOrDefault(name, UNINDEXED);
    }

    /** The nearest of 1, 2 and 5 times the powers of ten, on a logarithmic scale. */
    static double sizeClass(double number) {
        double power = Math.pow(10, Math.floor(Math.log10(number)));
        double digit = number / power;
        // The geometric means of 1 and 2, 2 and 5, 5 and 10.
        return power * (digit < Math.sqrt(2) ? 1 : digit < Math.sqrt(10) ? 2 : digit < Math.sqrt(50) ? 5 : 10);
    }
}
