// Checks the JSON-LD documents of nodes with two tools. schema-dts, the vocabulary of schema.org as TypeScript types,
// checks types and properties. jsonld, the JSON-LD processor, finds what is lost when a document becomes RDF. The
// script fetches nothing but the documents.
//
//   node json-ld.mjs <address of the service> <path of a node>...
//
// Prints what each document says, as JSON: its path and the properties of schema.org in it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import jsonld from 'jsonld';
import ts from 'typescript';

const [address, ...paths] = process.argv.slice(2);
const OUTPUT = 'json-ld';
const SCHEMA = 'http://schema.org/';
const OA = 'http://www.w3.org/ns/oa#';
const TYPES = { people: 'Person', events: 'Event', articles: 'NewsArticle', quotes: 'Quotation' };

// What the documents use of the two vocabularies' contexts, as these have it.
const iri = (id) => ({ '@id': id, '@type': '@id' });
const CONTEXTS = {
  'https://schema.org': {
    '@vocab': SCHEMA,
    url: iri(`${SCHEMA}url`),
    sameAs: iri(`${SCHEMA}sameAs`),
    startDate: { '@id': `${SCHEMA}startDate`, '@type': `${SCHEMA}Date` },
    endDate: { '@id': `${SCHEMA}endDate`, '@type': `${SCHEMA}Date` },
    dateCreated: { '@id': `${SCHEMA}dateCreated`, '@type': `${SCHEMA}Date` },
    datePublished: { '@id': `${SCHEMA}datePublished`, '@type': `${SCHEMA}Date` },
    dateModified: { '@id': `${SCHEMA}dateModified`, '@type': `${SCHEMA}Date` },
  },
  'http://www.w3.org/ns/anno.jsonld': {
    '@vocab': null, // What Web Annotation does not know is dropped, and noticed.
    id: '@id',
    type: '@type',
    Annotation: `${OA}Annotation`,
    SpecificResource: `${OA}SpecificResource`,
    TextQuoteSelector: `${OA}TextQuoteSelector`,
    TextPositionSelector: `${OA}TextPositionSelector`,
    identifying: `${OA}identifying`,
    motivation: { '@id': `${OA}motivatedBy`, '@type': '@vocab' },
    body: iri(`${OA}hasBody`),
    target: iri(`${OA}hasTarget`),
    source: iri(`${OA}hasSource`),
    selector: iri(`${OA}hasSelector`),
    exact: `${OA}exact`,
    prefix: `${OA}prefix`,
    suffix: `${OA}suffix`,
    start: { '@id': `${OA}start`, '@type': 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger' },
    end: { '@id': `${OA}end`, '@type': 'http://www.w3.org/2001/XMLSchema#nonNegativeInteger' },
  },
};

function documentLoader(url) {
  if (!(url in CONTEXTS)) {
    throw new Error(`A document refers to the context ${url}.`);
  }
  return { contextUrl: null, documentUrl: url, document: { '@context': CONTEXTS[url] } };
}

/** How many properties an object has, with all that is in it. */
function count(value, isProperty) {
  if (value === null || typeof value !== 'object') {
    return 0;
  }
  const one = (key) => (!Array.isArray(value) && isProperty(key) ? 1 : 0);
  return Object.entries(value)
    .filter(([key]) => key !== '@context')
    .reduce((sum, [key, inner]) => sum + one(key) + count(inner, isProperty), 0);
}

const documents = [];
for (const path of paths) {
  const response = await fetch(address + path, { headers: { Accept: 'application/ld+json' } });
  if (!response.ok || response.headers.get('Content-Type') !== 'application/ld+json') {
    throw new Error(`${path} is answered with ${response.status} ${response.headers.get('Content-Type')}`);
  }
  documents.push({ path, document: await response.json() });
}

// 1. To RDF. In its safe mode the processor refuses what it would have to drop.
const results = [];
for (const { path, document } of documents) {
  const expanded = await jsonld.expand(document, { documentLoader, safe: true });
  const written = count(document, (key) => !key.startsWith('@') && key !== 'id' && key !== 'type');
  const kept = count(expanded, (key) => key.startsWith(SCHEMA) || key.startsWith(OA));
  if (expanded.length !== 1 || kept !== written) {
    throw new Error(`Of ${path}, ${kept} properties are left of ${written}:\n${JSON.stringify(expanded, null, 1)}`);
  }
  await jsonld.toRDF(document, { documentLoader, safe: true, format: 'application/n-quads' });
  const properties = new Set();
  count(expanded, (key) => properties.add(key.replace(SCHEMA, '')));
  const isSchemaOrg = (key) => !key.startsWith('@') && !key.startsWith(OA);
  results.push({ path, properties: [...properties].filter(isSchemaOrg).sort() });
}

// 2. Against the vocabulary. A property that is reversed is one of the things it leads to.
const lines = ["import type * as schema from 'schema-dts';"];
function check(name, type, document) {
  lines.push(`export const ${name}: schema.WithContext<schema.${type}> = ${JSON.stringify(document, null, 1)};`);
}
documents.forEach(({ path, document }, number) => {
  const { '@included': annotations, '@reverse': reversed, ...rest } = document;
  check(`document${number}`, TYPES[path.split('/')[1]], rest);
  for (const [property, things] of Object.entries(reversed ?? {})) {
    things.forEach((thing, i) =>
      check(`document${number}${property}${i}`, thing['@type'], {
        '@context': document['@context'],
        ...thing,
        [property]: { '@id': document['@id'] },
      }),
    );
  }
});
mkdirSync(OUTPUT, { recursive: true });
writeFileSync(join(OUTPUT, 'documents.ts'), lines.join('\n'));

const program = ts.createProgram([join(OUTPUT, 'documents.ts'), 'json-ld.ts'], {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
});
const problems = ts.getPreEmitDiagnostics(program);
if (problems.length > 0) {
  const host = {
    getCurrentDirectory: () => process.cwd(),
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  };
  console.log(ts.formatDiagnostics(problems, host));
  process.exit(1);
}
console.log(JSON.stringify(results));
