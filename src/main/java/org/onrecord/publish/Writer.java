package org.onrecord.publish;

import jakarta.persistence.EntityManager;

/** What writes in one transaction. */
final class Writer {

    final FormerNames formerNames;
    final People people;
    final Events events;
    final Quotes quotes;
    final Articles articles;

    Writer(Changes changes, EntityManager entityManager) {
        formerNames = new FormerNames(entityManager);
        people = new People(changes, formerNames);
        events = new Events(changes, people, formerNames);
        quotes = new Quotes(changes, people, events, entityManager);
        articles = new Articles(changes, people, events, new Appearances(changes, quotes));
    }
}
