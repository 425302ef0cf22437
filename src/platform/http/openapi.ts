import { z } from 'zod';
import { listColumns } from './list-table.ts';
import { inputSchema, type JsonSchema, outputSchema } from './openapi-schemas.ts';
import type { Route } from './route.ts';

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  problems: z.array(z.object({ field: z.string(), code: z.string(), text: z.string() })).optional(),
  errorId: z.string().optional(),
});

const refusals: Readonly<Record<string, string>> = {
  400: 'What was sent cannot be read, or a field breaks its rules; `problems` names each field.',
  401: 'Sign in or send a token; or the token is unknown, past its end or revoked.',
  403: 'Known, and not allowed for this reader or outside the scopes of the token.',
  404: 'There is no such thing, or the reader may not know of it.',
  409: 'Somebody else was faster, or the idempotency key came with another request.',
  412: 'If-Match names another state of the record than the present one.',
  413: 'The body is larger than this address takes.',
  414: 'A part of the address is longer than any that exists.',
  415: 'The body has a media type that this address does not read.',
  422: 'Well-formed, and against a rule of the service.',
  429: 'Too many requests; Retry-After says when to come again.',
  503: 'The node protects itself; Retry-After says when to come again.',
};
const refusalsOfReads = ['400', '401', '403', '404', '414', '422', '429', '503'];

/** The path of a route under `/api/v1`, with its parameters in braces. */
export const apiPath = (route: Pick<Route, 'path'>): string => (route.path === '/' ? '/home' : route.path.replace(/:(\w+)/g, '{$1}'));

/**
 * The description of the JSON API in OpenAPI 3.1, made from the route table: what stands here is what the
 * server runs. Input schemas are those that requests are parsed with; `x-permission` is what the route asks for.
 */
export function openApiDocument(routes: readonly Route[], origin: string): Record<string, unknown> {
  const schemas: Record<string, JsonSchema> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  schemas.Problem = outputSchema(problemSchema, schemas);
  for (const route of routes) {
    if (route.json === false) continue;
    const path = apiPath(route);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
    if (listColumns(route).length > 0) paths[`${path}.csv`] = { get: tableOperation(route, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tabadul',
      version: '1',
      description:
        'Every address does what the page of the same path does, with the same permissions. Lists are read page by page: `next` of an answer is `after` of the next request; with `.csv` after its path a list is given whole as a table. ' +
        'A GET answers with a strong ETag; a POST on the same path takes it in If-Match. A POST takes an Idempotency-Key. Refusals are problem+json in the language of Accept-Language.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${origin}/api/v1` }],
    paths,
    components: {
      schemas,
      responses: Object.fromEntries(Object.entries(refusals).map(([status, description]) => [`Refusal${status}`, { description, content: problemContent }])),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A token made on the page /me/tokens.' },
        signIn: { type: 'apiKey', in: 'cookie', name: origin.startsWith('https:') ? '__Host-tabadul' : 'tabadul' },
      },
    },
  };
}

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

function operation(route: Route, schemas: Record<string, JsonSchema>): Record<string, unknown> {
  const reads = route.method === 'GET';
  const { parameters, body } = inputSchema(route, schemas);
  const statuses = reads ? refusalsOfReads : Object.keys(refusals);
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', pattern: '^[\\w-]{8,80}$' } };
  const ifMatch = { name: 'If-Match', in: 'header', required: false, schema: { type: 'string' } };
  return {
    operationId: route.name,
    tags: [route.name.split('.')[0]],
    'x-permission': route.permission,
    security: [...(route.permission === 'public' ? [{}] : []), { token: [] }, { signIn: [] }],
    parameters: reads ? parameters : [...parameters, key, ifMatch],
    ...(body && { requestBody: { required: true, content: body } }),
    responses: {
      200: success(route, schemas),
      ...(reads && !route.download && { 304: { description: 'Unchanged since the tag in If-None-Match.' } }),
      ...Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Refusal${status}` }])),
    },
  };
}

/** The whole list as CSV: what the list takes, but for the paging. */
function tableOperation(route: Route, schemas: Record<string, JsonSchema>): Record<string, unknown> {
  const whole = operation({ ...route, name: `${route.name}.csv`, download: () => ({ name: '', type: '', body: '' }), media: ['text/csv'] }, schemas);
  return { ...whole, parameters: (whole.parameters as JsonSchema[]).filter(({ name }) => name !== 'after' && name !== 'limit') };
}

function success(route: Route, schemas: Record<string, JsonSchema>): Record<string, unknown> {
  if (route.download) {
    const media = route.media ?? ['application/octet-stream'];
    return { description: 'The file.', content: Object.fromEntries(media.map((type) => [type, {}])) };
  }
  const schema = route.output ? outputSchema(route.output, schemas) : { type: 'object' };
  const headers = { ETag: { description: 'Strong tag of this answer.', schema: { type: 'string' } } };
  return { description: 'Done.', ...(route.method === 'GET' && { headers }), content: { 'application/json': { schema } } };
}
