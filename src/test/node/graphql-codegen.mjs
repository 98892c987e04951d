// Generates TypeScript types from schema.graphql and the operations, and checks the code of a client against them.
// Then sends each operation and checks its answer against its type. A null in a field that is not nullable is a compile
// error.
//
//   node graphql-codegen.mjs <address of the service> <schema.graphql> <folder of operations>...
//
// Prints the names of the operations as JSON.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as types from '@graphql-codegen/typescript';
import * as operationTypes from '@graphql-codegen/typescript-operations';
import { Kind, buildSchema, parse } from 'graphql';
import ts from 'typescript';

const [address, schemaFile, ...folders] = process.argv.slice(2);
const OUTPUT = 'codegen';

const documents = folders
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((file) => file.endsWith('.graphql'))
  .map((location) => ({ location, document: parse(readFileSync(location, 'utf8')) }));
const sdl = readFileSync(schemaFile, 'utf8');

mkdirSync(OUTPUT, { recursive: true });
writeFileSync(
  join(OUTPUT, 'operations.ts'),
  await codegen({
    filename: 'operations.ts',
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents,
    config: {
      scalars: { ID: 'string', Date: 'string', DateTime: 'string' },
      strictScalars: true, // A scalar that is not above is no `any`.
      enumsAsTypes: true,
      avoidOptionals: { field: true }, // What is selected is there, if only as null.
      useTypeImports: true,
    },
    plugins: [{ typescript: {} }, { 'typescript-operations': {} }, { 'typed-document-node': {} }],
    pluginMap: { typescript: types, 'typescript-operations': operationTypes, 'typed-document-node': typedDocuments },
  }),
);

const values = JSON.parse(readFileSync('variables.json', 'utf8'));
const names = [];
const answers = ["import type * as operations from './operations.js';"];
for (const { location, document } of documents) {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const name = operation.name.value;
  const variables = values[name] ?? {};
  for (const { variable, type } of operation.variableDefinitions) {
    if (type.kind === Kind.NON_NULL_TYPE && !(variable.name.value in variables)) {
      throw new Error(`${location} needs a value for $${variable.name.value}: add it to src/test/node/variables.json.`);
    }
  }
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: readFileSync(location, 'utf8'), variables }),
  });
  const { data, errors } = await response.json();
  if (errors) {
    throw new Error(`${location} is answered with ${JSON.stringify(errors)}`);
  }
  names.push(name);
  answers.push(`export const asked${name}: operations.${name}QueryVariables = ${JSON.stringify(variables)};`);
  answers.push(`export const answered${name}: operations.${name}Query = ${JSON.stringify(data, null, 1)};`);
}
writeFileSync(join(OUTPUT, 'answers.ts'), answers.join('\n'));

const program = ts.createProgram([join(OUTPUT, 'answers.ts'), 'client.ts'], {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
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
console.log(JSON.stringify(names));
