package org.onrecord.publishing;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.onrecord.error.ApiException;
import org.onrecord.error.ErrorCode;
import org.onrecord.model.Event;
import org.onrecord.model.EventName;
import org.onrecord.model.EventParticipant;
import org.onrecord.model.ParticipantRole;
import org.onrecord.model.Person;
import org.onrecord.mutation.input.EventFields;
import org.onrecord.mutation.input.EventInput;
import org.onrecord.mutation.input.EventInput.EventNameInput;
import org.onrecord.mutation.input.EventInput.EventParticipantInput;
import org.onrecord.mutation.input.EventReference;
import org.onrecord.mutation.validation.FieldPath;
import org.onrecord.mutation.validation.GivenFields;
import org.onrecord.publishing.persistence.WriteContext;

import static org.onrecord.publishing.WritableColumn.optional;
import static org.onrecord.publishing.WritableColumn.required;

/** Finds, creates, updates and merges events. */
final class EventWriter extends NamedEntityWriter<Event, EventFields, EventInput> {

    private static final List<WritableColumn<Event, EventFields, ?>> COLUMNS = List.of(
            required("type", EventFields::type, event -> event.type, (event, type) -> event.type = type),
            required(
                    "inLanguage",
                    EventFields::inLanguage,
                    event -> event.inLanguage,
                    (event, language) -> event.inLanguage = language),
            optional(
                    "startDate",
                    EventFields::startDate,
                    event -> event.startDate,
                    (event, day) -> event.startDate = day),
            optional("endDate", EventFields::endDate, event -> event.endDate, (event, day) -> event.endDate = day),
            optional(
                    "location",
                    EventFields::location,
                    event -> event.location,
                    (event, place) -> event.location = place),
            optional(
                    "identifier",
                    EventFields::identifier,
                    event -> event.identifier,
                    (event, identifier) -> event.identifier = identifier));

    private final PersonWriter people;
    private final EventLinkWriter links;

    EventWriter(WriteContext context) {
        super(context, Event.class, Event::new, "event", COLUMNS);
        people = new PersonWriter(context);
        links = new EventLinkWriter(context);
    }

    /** Finds the events of references. Each event is returned once. */
    Collection<Event> findAll(List<EventReference> references, FieldPath path) {
        Map<Long, Event> events = new LinkedHashMap<>();
        path.mapElements(references, this::find).forEach(event -> events.put(event.id, event));
        return events.values();
    }

    @Override
    protected void assignColumns(Event event, EventFields fields, GivenFields given) {
        super.assignColumns(event, fields, given);
        if (!hasValidDates(event)) {
            throw given.path().field("endDate").error("must not be before `startDate`");
        }
    }

    private static boolean hasValidDates(Event event) {
        return event.startDate == null || event.endDate == null || !event.endDate.isBefore(event.startDate);
    }

    @Override
    void writeLinks(Event event, EventInput input, FieldPath path) {
        super.writeLinks(event, input, path);
        if (input.links() != null && isCurrent(event, input)) {
            FieldPath linksPath = path.field("links");
            List<Event> targets = linksPath.mapElements(
                    input.links(), (link, linkPath) -> find(link.event(), linkPath.field("event")));
            links.replaceOutgoing(event, input.links(), targets, linksPath);
        }
    }

    @Override
    protected void assignLinks(Event event, EventFields fields, GivenFields given) {
        given.set("superEvent", fields.superEvent(), reference -> {
            FieldPath path = given.path().field("superEvent");
            Event former = event.superEvent;
            event.superEvent = find(reference, path);
            if (event.superEvent == event) {
                throw path.error("must not be the event itself");
            } else if (event.superEvent != former) {
                unitOfWork
                        .acyclicReferences()
                        .add(
                                event,
                                other -> other.superEvent,
                                () -> path.error("must not be a part of the event, also not by way of other events"));
            }
        });
        given.setRequired("alternateNames", fields.alternateNames(), names -> replaceAlternateNames(event, names));
        given.setRequired(
                "participants",
                fields.participants(),
                participants ->
                        replaceParticipants(event, participants, given.path().field("participants")));
    }

    private void replaceAlternateNames(Event event, List<EventNameInput> inputs) {
        unitOfWork.replaceParts(
                event,
                lookup.parts(EventName.class, "event", event),
                name -> Arrays.asList(name.name, name.inLanguage),
                new LinkedHashSet<>(inputs),
                input -> Arrays.asList(input.name(), input.inLanguage()),
                EventName::new,
                (name, input) -> {
                    name.event = event;
                    name.name = input.name();
                    name.inLanguage = input.inLanguage();
                });
    }

    private void replaceParticipants(Event event, List<EventParticipantInput> inputs, FieldPath path) {
        record Participation(Person person, ParticipantRole role) {}
        List<Participation> participations = path.mapElements(
                inputs,
                (input, inputPath) ->
                        new Participation(people.find(input.person(), inputPath.field("person")), input.role()));
        unitOfWork.replaceParts(
                event,
                lookup.parts(EventParticipant.class, "event", event),
                participant -> List.of(participant.person.id, participant.role),
                new LinkedHashSet<>(participations),
                participation -> List.of(participation.person.id, participation.role),
                EventParticipant::new,
                (participant, participation) -> {
                    participant.event = event;
                    participant.person = participation.person;
                    participant.role = participation.role;
                });
    }

    @Override
    protected void mergeColumns(Event from, Event into) {
        super.mergeColumns(from, into);
        if (into.superEvent == null) {
            into.superEvent = from.superEvent;
            if (unitOfWork.acyclicReferences().isInCycle(into, event -> event.superEvent)) {
                into.superEvent = null;
            }
        }
        if (!hasValidDates(into)) {
            throw new ApiException(
                    ErrorCode.BAD_USER_INPUT,
                    "The merged event would end before it starts. Correct the dates of one of the events first.");
        }
    }
}
