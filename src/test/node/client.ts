// The code of a client that uses the types of graphql-codegen.mjs. The test compiles it and does not run it.
// A line below "@ts-expect-error" must not compile. It detects types that are too wide, such as any.
import { print } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { DenialsAndIndictmentsDocument, QuoteFacetsDocument, SearchDocument } from './codegen/operations.js';

async function ask<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  return (await response.json()).data;
}

export async function denials(): Promise<string[]> {
  const { person } = await ask(DenialsAndIndictmentsDocument, {});
  // @ts-expect-error: there may be nobody of that name
  person.name;
  const lines: string[] = [];
  for (const denial of person?.denials.nodes ?? []) {
    const text: string = denial.text;
    const day: string | null = denial.spokenAt;
    // @ts-expect-error: not every statement has a date
    const always: string = denial.spokenAt;
    // @ts-expect-error: not a type of quote
    denial.type === 'SHOUTED';
    for (const { exact, start, end, article } of denial.appearances.nodes) {
      // Both are null where an article's body may not be kept.
      const length: number = start === null || end === null ? exact.length : end - start;
      const headline: string = article.headline;
      lines.push(`${day ?? 'undated'}: ${text} (${headline}: ${exact}, ${length})`);
    }
  }
  return lines;
}

export async function found(text: string): Promise<string[]> {
  // @ts-expect-error: the text is needed
  await ask(SearchDocument, {});
  // @ts-expect-error: this is not searched
  await ask(SearchDocument, { text, types: ['INDICTMENT'] });
  const { search } = await ask(SearchDocument, { text, types: ['PERSON', 'QUOTE'], first: 10 });
  return (search?.edges ?? []).map(({ node }) => {
    switch (node.__typename) {
      case 'Person':
      case 'Event':
        return node.name;
      case 'Quote':
        return `${node.speaker?.name ?? 'somebody'}: ${node.text}`;
      case 'Article':
        return node.headline;
    }
  });
}

export async function facets(about: string): Promise<Map<string, number>> {
  const { quotes } = await ask(QuoteFacetsDocument, { about });
  return new Map(quotes?.bySpeechAct.map(({ key, count }) => [key ?? 'none', count]));
}
