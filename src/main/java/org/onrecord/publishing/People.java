package org.onrecord.publishing;

import java.util.List;

import org.onrecord.model.Person;
import org.onrecord.model.PersonName;
import org.onrecord.mutation.input.PersonInput;
import org.onrecord.mutation.input.PersonInput.PersonNameInput;
import org.onrecord.mutation.input.PersonReference;
import org.onrecord.mutation.input.UpdatePersonInput;
import org.onrecord.traversal.graph.GlobalId;

/** Finds and writes people. */
final class People {

    private final Changes changes;
    private final Known known;
    private final FormerNames formerNames;

    People(Changes changes, Known known, FormerNames formerNames) {
        this.changes = changes;
        this.known = known;
        this.formerNames = formerNames;
    }

    /** @param path of the reference in the input; null for no reference at all is no person */
    Person find(PersonReference reference, String path) {
        if (reference == null) {
            return null;
        } else if (reference.person() != null) {
            return known.areNestedWritten()
                    ? bySlug(reference.person().slug())
                    : write(reference.person(), path + ".person");
        } else if (reference.slug() != null) {
            return require(bySlug(reference.slug()), path + ".slug", reference.slug());
        } else if (reference.wikidataId() != null) {
            return require(byWikidataId(reference.wikidataId()), path + ".wikidataId", reference.wikidataId());
        }
        return require(byId(reference.id()), path + ".id", reference.id());
    }

    /** The person where they are known, and nothing is written; else null. */
    Person lookUp(PersonReference reference) {
        if (reference == null) {
            return null;
        } else if (reference.person() != null) {
            return bySlug(reference.person().slug());
        } else if (reference.slug() != null) {
            return bySlug(reference.slug());
        }
        return reference.wikidataId() != null ? byWikidataId(reference.wikidataId()) : byId(reference.id());
    }

    private static Person byId(String id) {
        GlobalId parsed = GlobalId.parse(id);
        return parsed == null || !parsed.type().equals("Person") ? null : Person.<Person>findById(parsed.key());
    }

    private static Person require(Person person, String path, String key) {
        if (person == null) {
            throw BadField.at(path, "names no person: \"" + key + "\" is not in the graph");
        }
        return person;
    }

    private Person bySlug(String slug) {
        return known.node(Person.class, "slug", slug);
    }

    private Person byWikidataId(String wikidataId) {
        return known.node(Person.class, "wikidataId", wikidataId);
    }

    /** The person with the slug, created or updated. */
    Person write(PersonInput input, String path) {
        Person before = bySlug(input.slug());
        Person person = changes.node(before == null ? new Person() : before);
        if (before != null && !before.slug.equals(input.slug())) {
            return person; // Who knows them by a former slug knows less of them than the graph does.
        }
        if (input.wikidataId() != null) {
            wikidataId(person, input.wikidataId(), path);
        }
        person.slug = input.slug();
        person.name = input.name();
        person.description = Given.or(input.description(), person.description);
        person.sameAs = Given.or(input.sameAs(), person.sameAs);
        changes.write(person);
        known.put(person, "slug", person.slug);
        if (input.alternateNames() != null) {
            alternateNames(person, input.alternateNames());
        }
        return person;
    }

    void update(Person person, UpdatePersonInput input, Patch patch) {
        patch.require("slug", input.slug(), slug -> {
            Person other = bySlug(slug);
            if (other != null && other != person) {
                throw BadField.at(Patch.PATH + ".slug", "is that of another person");
            }
            if (!slug.equals(person.slug)) {
                formerNames.add(person, "slug", person.slug);
                person.slug = slug;
            }
        });
        patch.require("name", input.name(), name -> person.name = name);
        patch.set("description", input.description(), description -> person.description = description);
        patch.set("wikidataId", input.wikidataId(), id -> wikidataId(person, id, Patch.PATH));
        patch.require("sameAs", input.sameAs(), sameAs -> person.sameAs = sameAs);
        patch.require("alternateNames", input.alternateNames(), names -> alternateNames(person, names));
    }

    private void wikidataId(Person person, String wikidataId, String path) {
        Person other = wikidataId == null ? null : byWikidataId(wikidataId);
        if (other != null && other != person) {
            throw BadField.at(path + ".wikidataId", "is that of another person, \"" + other.slug + "\"");
        }
        person.wikidataId = wikidataId;
        known.put(person, "wikidataId", wikidataId);
    }

    private void alternateNames(Person person, List<PersonNameInput> names) {
        changes.sync(
                person,
                known.parts(PersonName.class, "person", person),
                name -> name.name,
                names,
                PersonNameInput::name,
                (alternate, name) -> {
                    PersonName written = alternate == null ? new PersonName() : alternate;
                    written.person = person;
                    written.name = name.name();
                    written.inLanguage = name.inLanguage();
                    return written;
                });
    }
}
