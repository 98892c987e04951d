package org.onrecord.publishing;

import jakarta.persistence.EntityManager;

/** What writes in one transaction. */
final class Writer {

    final Changes changes;
    final FormerNames formerNames;
    final Known known;
    final People people;
    final Events events;
    final Quotes quotes;
    final Articles articles;

    Writer(Changes changes, EntityManager entityManager) {
        this.changes = changes;
        formerNames = new FormerNames(entityManager);
        known = new Known(entityManager, formerNames, changes);
        people = new People(changes, known, formerNames);
        events = new Events(changes, people, known, formerNames);
        quotes = new Quotes(changes, people, events, known, entityManager);
        articles = new Articles(changes, people, events, new Appearances(changes, quotes, known), known);
    }
}
