package org.onrecord.traversal.document;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;

/** Counts the selections of an operation. It visits each fragment once, however often the fragment is spread. */
final class SelectionCounter {

    /** Counts saturate here, because fragments that spread other fragments multiply exponentially. */
    static final long UNBOUNDED = Integer.MAX_VALUE;

    private static final Set<String> INTROSPECTION =
            Set.of(Introspection.SchemaMetaFieldDef.getName(), Introspection.TypeMetaFieldDef.getName());

    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Counts> countsOfFragments = new HashMap<>();

    SelectionCounter(List<FragmentDefinition> fragments) {
        fragments.forEach(fragment -> this.fragments.put(fragment.getName(), fragment));
    }

    /** @param introspects whether the operation selects {@code __schema} or {@code __type} */
    record Counts(long depth, long fields, long aliases, boolean introspects) {

        private static final Counts NONE = new Counts(0, 0, 0, false);

        private Counts plus(Counts sibling) {
            return new Counts(
                    Math.max(depth, sibling.depth),
                    Math.min(fields + sibling.fields, UNBOUNDED),
                    Math.min(aliases + sibling.aliases, UNBOUNDED),
                    introspects || sibling.introspects);
        }
    }

    Counts count(SelectionSet selections) {
        Counts counts = Counts.NONE;
        if (selections != null) {
            for (Selection<?> selection : selections.getSelections()) {
                counts = counts.plus(count(selection));
            }
        }
        return counts;
    }

    private Counts count(Selection<?> selection) {
        if (selection instanceof Field field) {
            // graphql-java has limits of its own for introspection.
            boolean introspects = INTROSPECTION.contains(field.getName());
            Counts below = introspects ? Counts.NONE : count(field.getSelectionSet());
            return new Counts(
                    1 + below.depth,
                    1 + below.fields,
                    (field.getAlias() == null ? 0 : 1) + below.aliases,
                    introspects || below.introspects);
        } else if (selection instanceof InlineFragment fragment) {
            return count(fragment.getSelectionSet());
        }
        String name = ((FragmentSpread) selection).getName();
        Counts counts = countsOfFragments.get(name);
        if (counts == null) {
            // Validation rejects undefined fragments and cycles. This entry ends the recursion of a cycle.
            countsOfFragments.put(name, Counts.NONE);
            FragmentDefinition fragment = fragments.get(name);
            counts = fragment == null ? Counts.NONE : count(fragment.getSelectionSet());
            countsOfFragments.put(name, counts);
        }
        return counts;
    }

    /** The response keys of the fields at the top level of a selection set. */
    Set<String> responseKeys(SelectionSet selections) {
        Set<String> keys = new HashSet<>();
        collectKeys(selections, keys, new HashSet<>());
        return keys;
    }

    private void collectKeys(SelectionSet selections, Set<String> keys, Set<String> spread) {
        for (Selection<?> selection : selections.getSelections()) {
            if (selection instanceof Field field) {
                keys.add(field.getResultKey());
            } else if (selection instanceof InlineFragment fragment) {
                collectKeys(fragment.getSelectionSet(), keys, spread);
            } else if (selection instanceof FragmentSpread fragment && spread.add(fragment.getName())) {
                FragmentDefinition definition = fragments.get(fragment.getName());
                if (definition != null) {
                    collectKeys(definition.getSelectionSet(), keys, spread);
                }
            }
        }
    }
}
