package org.onrecord.publishing;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

import org.onrecord.model.Person;
import org.onrecord.model.PersonName;
import org.onrecord.mutation.input.PersonFields;
import org.onrecord.mutation.input.PersonInput;
import org.onrecord.mutation.input.PersonInput.PersonNameInput;
import org.onrecord.mutation.validation.GivenFields;
import org.onrecord.publishing.persistence.WriteContext;

import static org.onrecord.publishing.WritableColumn.optional;

/** Finds, creates, updates and merges people. */
final class PersonWriter extends NamedEntityWriter<Person, PersonFields, PersonInput> {

    private static final List<WritableColumn<Person, PersonFields, ?>> COLUMNS = List.of(
            optional("image", PersonFields::image, person -> person.image, (person, url) -> person.image = url));

    PersonWriter(WriteContext context) {
        super(context, Person.class, Person::new, "person", COLUMNS);
    }

    @Override
    protected void assignLinks(Person person, PersonFields fields, GivenFields given) {
        given.setRequired("alternateNames", fields.alternateNames(), names -> replaceAlternateNames(person, names));
    }

    private void replaceAlternateNames(Person person, List<PersonNameInput> inputs) {
        unitOfWork.replaceParts(
                person,
                lookup.parts(PersonName.class, "person", person),
                name -> Arrays.asList(name.name, name.inLanguage),
                new LinkedHashSet<>(inputs),
                input -> Arrays.asList(input.name(), input.inLanguage()),
                PersonName::new,
                (name, input) -> {
                    name.person = person;
                    name.name = input.name();
                    name.inLanguage = input.inLanguage();
                });
    }
}
