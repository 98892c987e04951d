package org.onrecord.publishing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.onrecord.model.Event;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.NamedEntityFields;
import org.onrecord.publishing.InputKeys.Located;
import org.onrecord.publishing.persistence.WriteContext;

/** Writes the people and events of inputs before whatever refers to them, so that the order in the inputs is free. */
final class NamedEntityInputs {

    private NamedEntityInputs() {}

    static void write(WriteContext context, InputKeys keys) {
        PersonWriter people = new PersonWriter(context);
        keys.people().forEach(person -> people.write(person.input(), person.path()));
        EventWriter events = new EventWriter(context);
        List<Located<EventInput>> inputs = keys.events();
        List<Event> written = inputs.stream()
                .map(event -> events.writeColumns(event.input(), event.path()))
                .toList();
        for (int i = 0; i < inputs.size(); i++) {
            events.writeLinks(
                    written.get(i), inputs.get(i).input(), inputs.get(i).path());
        }
    }

    /** Requires that one request or line does not nest a person or an event twice with different values. */
    static void requireConsistent(WriteContext context, InputKeys keys) {
        requireConsistent(keys.people(), new PersonWriter(context).inputColumns(), "person");
        requireConsistent(keys.events(), new EventWriter(context).inputColumns(), "event");
    }

    private static <I extends NamedEntityFields> void requireConsistent(
            List<Located<I>> inputs, Map<String, Function<? super I, ?>> columns, String noun) {
        Map<String, List<Located<I>>> bySlug = new HashMap<>();
        for (Located<I> later : inputs) {
            List<Located<I>> others = bySlug.computeIfAbsent(later.input().slug(), slug -> new ArrayList<>(1));
            for (Located<I> earlier : others) {
                columns.forEach((field, value) -> requireEqual(field, value, earlier, later, noun));
            }
            others.add(later);
        }
    }

    private static <I extends NamedEntityFields> void requireEqual(
            String field, Function<? super I, ?> value, Located<I> earlier, Located<I> later, String noun) {
        Object first = value.apply(earlier.input());
        Object second = value.apply(later.input());
        if (first != null && second != null && !first.equals(second)) {
            throw later.path()
                    .field(field)
                    .error("is \"" + second + "\", but `" + earlier.path().field(field) + "` is \"" + first
                            + "\", and both are of the " + noun + " \""
                            + later.input().slug()
                            + "\": give the value once");
        }
    }
}
