import { z } from 'zod';
import type { Route } from './route.ts';

/** JSON Schema 2020-12, which OpenAPI 3.1 speaks. */
export interface JsonSchema {
  readonly [key: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: unknown;
}

/** Schema of what an answer gives. Named parts are collected in `named`; fields it does not name may be there as well. */
export const outputSchema = (schema: z.ZodType, named: Record<string, JsonSchema>): JsonSchema =>
  hoist(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema, named);

/** What a request brings: parameters of path and query, and the body of a POST by media type. */
export function inputSchema(route: Route, named: Record<string, JsonSchema>): { parameters: JsonSchema[]; body: JsonSchema | undefined } {
  const whole = hoist(z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema, named);
  const properties = Object.entries(whole.properties ?? {});
  const inPath = new Set([...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name as string));
  const required = new Set((whole.required ?? []) as string[]);
  const parameter = ([name, { default: fallback, ...schema }]: readonly [string, JsonSchema]): JsonSchema =>
    inPath.has(name)
      ? { name, in: 'path', required: true, schema }
      : { name, in: 'query', required: required.has(name), schema: { ...schema, ...(fallback !== undefined && { default: fallback }) } };
  if (route.method === 'GET') return { parameters: properties.map(parameter), body: undefined };
  const fields = properties.filter(([name]) => !inPath.has(name));
  return { parameters: properties.filter(([name]) => inPath.has(name)).map(parameter), body: bodyOf(route, fields, required) };
}

const isFile = ([, schema]: readonly [string, JsonSchema]): boolean => schema.format === 'binary';

/** JSON has every field but files; a form with files has every field, nested ones by dotted names (`title.ar`). */
function bodyOf(route: Route, fields: readonly (readonly [string, JsonSchema])[], required: ReadonlySet<string>): JsonSchema {
  const object = (of: readonly (readonly [string, JsonSchema])[]): JsonSchema => {
    const needed = of.map(([name]) => name).filter((name) => required.has(name));
    return { schema: { type: 'object', properties: Object.fromEntries(of), ...(needed.length > 0 && { required: needed }), additionalProperties: false } };
  };
  const needsFile = fields.some((field) => isFile(field) && required.has(field[0]));
  return {
    ...(!needsFile && { 'application/json': object(fields.filter((field) => !isFile(field))) }),
    ...(route.upload && { 'multipart/form-data': object(fields) }),
  };
}

/** Moves `$defs` to the components of the document and points references there. */
function hoist({ $schema: _, $defs, ...schema }: JsonSchema, named: Record<string, JsonSchema>): JsonSchema {
  const pointed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(pointed);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === '$ref' && typeof inner === 'string' ? inner.replace('#/$defs/', '#/components/schemas/') : pointed(inner),
      ]),
    );
  };
  for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
    const { id: _id, ...rest } = pointed(definition) as JsonSchema;
    named[name] = rest;
  }
  return pointed(schema) as JsonSchema;
}
