package org.onrecord.database;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of {@code contributing.md} for migrations that run while the service reads and writes. A table that the
 * script itself creates is new: nobody waits for it, so no rule applies to it.
 */
final class MigrationRules {

    /** What a statement must not have, with the reason. */
    private record Rule(Pattern pattern, String reason) {}

    private static final String CONCURRENTLY = "create index concurrently";

    /** For every statement. */
    private static final List<Rule> NEVER = List.of(
            rule("^do\\b", "DO hides its statements from this test"),
            rule("^lock\\b", "CALL lock_tables gives way to readers"),
            rule("^(update|delete from)\\b", "changes all rows in one transaction: CALL update_in_batches"),
            rule("^drop index (?!concurrently)", "DROP INDEX CONCURRENTLY does not block readers"),
            rule("^create (unique )?index concurrently if not exists", "IF NOT EXISTS keeps an INVALID index"),
            rule("^create (unique )?index concurrently on", "the index needs a name, by which a new attempt drops it"),
            rule("^(reindex (?!.*concurrently)|vacuum full|cluster)", "locks the table for minutes"));

    /** For ALTER TABLE of a table that is not new. */
    private static final List<Rule> ALTER = List.of(
            rule("add (constraint \\w+ )?(check|foreign key)(?!.*not valid)", "reads all rows: NOT VALID"),
            rule("add (constraint \\w+ )?(unique|primary key) ?(nulls|\\()", "builds an index: USING INDEX"),
            rule("add (constraint \\w+ )?exclude", "builds an index while it locks the table"),
            rule("add column .*\\b(check|references|unique|primary key)\\b", "reads all rows: a constraint NOT VALID"),
            rule("add column .*\\b(generated|serial|bigserial)\\b", "rewrites the table: a trigger, and batches"),
            rule("add column .*\\bdefault (?!now\\b)\\w+ ?\\(", "rewrites the table: a constant, or batches"),
            rule("alter (column )?\\w+ (set data )?type\\b", "may rewrite the table and its indexes"),
            rule("set (logged|unlogged|tablespace|access method)\\b", "rewrites the table"),
            rule("\\badd (?!constraint|check|foreign|unique|primary|exclude|column)", "ADD COLUMN, in full"));

    private static final Pattern TABLE = Pattern.compile("^create (?:unlogged )?table (?:if not exists )?(\\w+)");
    private static final Pattern INDEX =
            Pattern.compile("^create (?:unique )?index (concurrently )?(?:if not exists )?(\\w+ )?on (?:only )?(\\w+)");
    private static final Pattern ALTERED = Pattern.compile("^alter table (?:if exists )?(?:only )?(\\w+) (.*)$");
    private static final Pattern TRIGGER =
            Pattern.compile("^create (?:or replace )?(?:constraint )?trigger .*? on (\\w+)");
    private static final Pattern RECORDED = Pattern.compile("^call (?:record_changes|count_writes) ?\\( ?'(\\w+)'");
    private static final Pattern DROPPED = Pattern.compile("^drop (?:table|trigger .* on) (?:if exists )?(\\w+)");
    private static final Pattern BATCHES =
            Pattern.compile("^call (?:update_in_batches|rewrite_statements|take_recorded_times)\\b");
    private static final Pattern NOT_NULL = Pattern.compile("alter (?:column )?(\\w+) set not null");

    private final boolean transactional;
    private final String earlier;
    private final List<String> statements;
    private final Set<String> created = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    private MigrationRules(String script, boolean transactional, String earlier) {
        this.statements = statements(script);
        this.transactional = transactional;
        this.earlier = String.join(";", statements(earlier));
    }

    /**
     * @param transactional whether Flyway runs the script in a transaction
     * @param earlier the scripts that run before
     */
    static List<String> violations(String script, boolean transactional, String earlier) {
        MigrationRules rules = new MigrationRules(script, transactional, earlier);
        rules.check();
        return rules.violations;
    }

    private static Rule rule(String pattern, String reason) {
        return new Rule(Pattern.compile(pattern), reason);
    }

    private void check() {
        for (String statement : statements) {
            Matcher table = TABLE.matcher(statement);
            if (table.find()) {
                created.add(table.group(1));
            }
            forbid(NEVER, statement, statement);
            checkIndex(statement);
            checkTable(statement);
            checkProcedures(statement);
        }
    }

    private void forbid(List<Rule> rules, String part, String statement) {
        for (Rule rule : rules) {
            if (rule.pattern().matcher(part).find()) {
                violations.add(statement + ": " + rule.reason());
            }
        }
    }

    private void checkIndex(String statement) {
        Matcher index = INDEX.matcher(statement);
        if (!index.find() || created.contains(index.group(3))) {
            return;
        }
        require(index.group(1) != null, statement, "locks out writers: " + CONCURRENTLY);
        require(!transactional, statement, "needs a .conf file with executeInTransaction=false");
        require(statements.contains("set lock_timeout = 0"), statement, "waits for transactions: SET lock_timeout = 0");
        require(
                statements.indexOf("drop index concurrently if exists "
                                        + String.valueOf(index.group(2)).strip())
                                < statements.indexOf(statement)
                        && statements.contains("drop index concurrently if exists "
                                + String.valueOf(index.group(2)).strip()),
                statement,
                "a failed attempt leaves an INVALID index: DROP INDEX CONCURRENTLY IF EXISTS before");
        require(
                statements.stream().allMatch(it -> it.matches("(set|drop index|create (unique )?index)\\b.*")),
                statement,
                "belongs into a script of its own");
    }

    private void checkTable(String statement) {
        Matcher altered = ALTERED.matcher(statement);
        if (altered.find()) {
            String action = altered.group(2);
            if (created.contains(altered.group(1))) {
                return;
            } else if (action.matches("validate constraint \\w+")) {
                require(
                        statements.stream()
                                .noneMatch(it -> it.endsWith("not valid") || it.startsWith("call lock_tables")),
                        statement,
                        "the locks of this script are held while all rows are read: a later script");
                return;
            }
            forbid(ALTER, action, statement);
            NOT_NULL.matcher(action)
                    .results()
                    .map(column -> column.group(1))
                    .forEach(column -> require(
                            earlier.contains("(" + column + " is not null) not valid"),
                            statement,
                            "reads all rows, except after VALIDATE of CHECK (" + column + " IS NOT NULL)"));
            requireLock(altered.group(1), statement);
        }
        for (Pattern pattern : List.of(TRIGGER, RECORDED, DROPPED)) {
            Matcher table = pattern.matcher(statement);
            if (table.find() && !created.contains(table.group(1))) {
                requireLock(table.group(1), statement);
            }
        }
    }

    private void requireLock(String table, String statement) {
        String first = statements.get(0);
        require(
                first.startsWith("call lock_tables") && first.contains("'" + table + "'"),
                statement,
                "the script has to begin with CALL lock_tables('" + table + "')");
    }

    private void checkProcedures(String statement) {
        if (statement.startsWith("call lock_tables")) {
            require(transactional, statement, "the lock ends with the statement outside of a transaction");
        } else if (BATCHES.matcher(statement).find()) {
            require(!transactional, statement, "needs a .conf file with executeInTransaction=false");
            require(statements.stream().allMatch(BATCHES.asPredicate()), statement, "belongs into a script of its own");
        }
    }

    private void require(boolean condition, String statement, String reason) {
        if (!condition) {
            violations.add(statement + ": " + reason);
        }
    }

    /** The statements in lower case, with single spaces, without comments and without the bodies of functions. */
    private static List<String> statements(String script) {
        String text = script.replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("(?m)--.*$", " ")
                .replaceAll("(?s)(\\$\\w*\\$).*?\\1", " ")
                .replaceAll("(?si)\\bBEGIN ATOMIC\\b.*?\\bEND;", ";");
        // Semicolons in literals do not separate.
        text = Pattern.compile("'[^']*'")
                .matcher(text)
                .replaceAll((MatchResult literal) ->
                        Matcher.quoteReplacement(literal.group().replace(';', ' ')));
        List<String> statements = new ArrayList<>();
        for (String statement : text.toLowerCase(Locale.ROOT).split(";")) {
            String normal = statement.strip().replaceAll("\\s+", " ");
            if (!normal.isEmpty()) {
                statements.add(normal);
            }
        }
        return statements;
    }
}
