package org.onrecord.publishing;

import java.util.List;

import org.onrecord.model.Event;
import org.onrecord.mutation.input.EventInput;
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
        context.markNestedInputsWritten();
        for (int i = 0; i < inputs.size(); i++) {
            events.writeLinks(
                    written.get(i), inputs.get(i).input(), inputs.get(i).path());
        }
    }

    /** Requires that one request or line does not nest a person or an event twice with different values. */
    static void requireConsistent(WriteContext context, InputKeys keys) {
        new PersonWriter(context).requireConsistent(keys.people());
        new EventWriter(context).requireConsistent(keys.events());
    }
}
