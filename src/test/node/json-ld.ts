// What json-ld.mjs must find: each of these is wrong by schema.org, and would compile if the check were none.
import type { Event, NewsArticle, Person, Quotation, WithContext } from 'schema-dts';

const context = { '@context': 'https://schema.org' } as const;
const id = 'https://example.org/1';

export const unknownProperty: WithContext<Person> = {
  ...context,
  '@type': 'Person',
  '@id': id,
  // @ts-expect-error: nothing has a speech act
  speechAct: 'DENIAL',
};

export const propertyOfAnotherType: WithContext<Person> = {
  ...context,
  '@type': 'Person',
  '@id': id,
  // @ts-expect-error: people have no headline
  headline: 'A headline',
};

export const anotherType: WithContext<NewsArticle> = {
  ...context,
  // @ts-expect-error: a quotation is no article
  '@type': 'Quotation',
  '@id': id,
};

export const valueOfAnotherType: WithContext<Event> = {
  ...context,
  '@type': 'Event',
  '@id': id,
  // @ts-expect-error: an event is held by people
  organizer: [{ '@type': 'Place', '@id': id, name: 'Helsinki' }],
};

export const unknownPropertyWithin: WithContext<Quotation> = {
  ...context,
  '@type': 'Quotation',
  '@id': id,
  // @ts-expect-error: people have no slug
  creator: { '@type': 'Person', '@id': id, slug: 'ann' },
};

export const unknownPropertyWithinARole: WithContext<Event> = {
  ...context,
  '@type': 'Event',
  '@id': id,
  // @ts-expect-error: people have no slug
  attendee: [{ '@type': 'Role', roleName: 'guest', attendee: { '@type': 'Person', '@id': id, slug: 'ann' } }],
};

export const unknownPropertyInAListOfAnything: WithContext<NewsArticle> = {
  ...context,
  '@type': 'NewsArticle',
  '@id': id,
  // @ts-expect-error: events have no slug
  about: [{ '@type': 'Event', '@id': id, slug: 'summit' }],
};
