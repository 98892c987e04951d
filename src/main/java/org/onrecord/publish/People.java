package org.onrecord.publish;

import org.onrecord.person.Person;
import org.onrecord.person.PersonName;
import org.onrecord.publish.PersonInput.PersonNameInput;
import org.onrecord.traversal.GlobalId;

/** Finds and writes people. */
final class People {

    private final Changes changes;

    People(Changes changes) {
        this.changes = changes;
    }

    /** @param path of the reference in the input; null for no reference at all is no person */
    Person find(PersonReference reference, String path) {
        if (reference == null) {
            return null;
        } else if (reference.person() != null) {
            return write(reference.person(), path + ".person");
        } else if (reference.slug() != null) {
            return known(bySlug(reference.slug()), path + ".slug", reference.slug());
        } else if (reference.wikidataId() != null) {
            return known(byWikidataId(reference.wikidataId()), path + ".wikidataId", reference.wikidataId());
        }
        GlobalId id = GlobalId.parse(reference.id());
        boolean isPerson = id != null && id.type().equals("Person");
        return known(isPerson ? Person.<Person>findById(id.key()) : null, path + ".id", reference.id());
    }

    private static Person known(Person person, String path, String key) {
        if (person == null) {
            throw BadField.at(path, "names no person: \"" + key + "\" is not in the graph");
        }
        return person;
    }

    private static Person bySlug(String slug) {
        return Person.<Person>find("slug", slug).firstResult();
    }

    private static Person byWikidataId(String wikidataId) {
        return Person.<Person>find("wikidataId", wikidataId).firstResult();
    }

    /** The person with the slug, created or updated. */
    Person write(PersonInput input, String path) {
        Person known = bySlug(input.slug());
        Person person = changes.node(known == null ? new Person() : known);
        if (input.wikidataId() != null) {
            Person other = byWikidataId(input.wikidataId());
            if (other != null && other != person) {
                throw BadField.at(path + ".wikidataId", "is that of another person, \"" + other.slug + "\"");
            }
            person.wikidataId = input.wikidataId();
        }
        person.slug = input.slug();
        person.name = input.name();
        person.description = Given.or(input.description(), person.description);
        person.sameAs = Given.or(input.sameAs(), person.sameAs);
        person.persist();
        if (input.alternateNames() != null) {
            changes.sync(
                    person,
                    PersonName.<PersonName>list("person", person),
                    name -> name.name,
                    input.alternateNames(),
                    PersonNameInput::name,
                    (alternate, name) -> {
                        PersonName written = alternate == null ? new PersonName() : alternate;
                        written.person = person;
                        written.name = name.name();
                        written.inLanguage = name.inLanguage();
                        return written;
                    });
        }
        return person;
    }
}
