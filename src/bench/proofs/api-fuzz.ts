import { type ApiDocument, contractOf } from '#main/testing/contract.ts';
import type { DemoNode } from '#main/testing/demo-node.ts';
import { randomBelow } from '#platform/audit/tamper-rounds.ts';
import type { Visitor } from '#platform/testing/test-node.ts';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}
interface FuzzOperation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface FuzzResult {
  readonly operations: number;
  readonly requests: number;
  /** How many were answered with success, refused, or answered by 503 because the node protects itself. */
  readonly done: number;
  readonly refused: number;
  readonly busy: number;
  readonly failed: readonly string[];
  readonly outside: readonly string[];
}

/** What people, programs and attackers put where a text, a number or an id is asked for. */
const hostile: readonly unknown[] = [
  ...[
    '',
    ' ',
    '\u0000',
    '\ud800',
    '\u202e\u2066نص',
    "' or 1=1 --",
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '%00',
    '=1+1',
    'a'.repeat(5_000),
    'م'.repeat(1_001),
  ],
  ...[
    -1,
    0,
    1e308,
    1.5,
    99_999_999_999,
    true,
    false,
    null,
    [],
    {},
    ['x', 'y'],
    { ar: 'نص', en: 'text' },
    '2026-02-30',
    '٢٠٢٦',
    '00000000-0000-4000-8000-000000000000',
  ],
];
/** What exists on a node with the demonstration set. */
const real = [
  'QM-0001',
  'QS-0004',
  'QS-0002',
  'QP-0004',
  'QM-HEALTH',
  'QS-NORTH',
  'QM',
  'QS',
  'cofog',
  'sdg',
  '07',
  'ar',
  'en',
  'working',
  'تحسين الخدمات',
  'appointments',
];

/**
 * Sends every operation of the description so many requests as visitor, office, writer and reviewer: values that
 * fit its schema, values of what exists, and hostile ones. Every answer is held against the description.
 */
export async function runApiFuzz(node: DemoNode, { perOperation, seed }: { perOperation: number; seed: number }): Promise<FuzzResult> {
  const random = randomBelow(seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const document = (await (await node.as()).get('/api/v1/openapi.json')).json() as ApiDocument;
  const contract = contractOf(document);
  const ids = await idsOf(node);
  const readers = await readersOf(node);
  const result = { operations: 0, requests: 0, done: 0, refused: 0, busy: 0, failed: [] as string[], outside: [] as string[] };

  const resolved = (schema: Schema): Schema =>
    schema.$ref
      ? ((document as unknown as { components: { schemas: Record<string, Schema> } }).components.schemas[schema.$ref.split('/').at(-1) as string] ?? {})
      : schema;
  const text = (): unknown => (random(3) === 0 ? pick(hostile) : random(3) === 0 ? pick(ids) : pick(real));
  const valueFor = (given: Schema, depth = 0): unknown => {
    const schema = resolved(given);
    if (random(8) === 0 || depth > 5) return pick(hostile);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return pick(schema.enum);
    const branches = schema.anyOf ?? schema.oneOf;
    if (branches) return valueFor(pick(branches), depth + 1);
    if (schema.properties)
      return Object.fromEntries(Object.entries(schema.properties).flatMap(([name, inner]) => (random(5) === 0 ? [] : [[name, valueFor(inner, depth + 1)]])));
    if (schema.type === 'array') return Array.from({ length: random(4) }, () => valueFor(schema.items ?? {}, depth + 1));
    if (schema.type === 'integer' || schema.type === 'number')
      return (schema.minimum ?? 0) + random(Math.max(1, Math.min(1_000, (schema.maximum ?? 100) - (schema.minimum ?? 0))));
    if (schema.type === 'boolean') return random(2) === 0;
    return text();
  };
  const inAddress = (value: unknown): string =>
    encodeURIComponent(
      String(typeof value === 'object' ? JSON.stringify(value) : value)
        .toWellFormed()
        .slice(0, 800),
    );

  const send = (reader: Visitor, path: string, method: string, operation: FuzzOperation): Promise<Awaited<ReturnType<Visitor['get']>>> => {
    const given = operation.parameters.filter(({ required, in: place }) => place !== 'header' && (required || random(2) === 0));
    const query = given.filter((one) => one.in === 'query').map((one) => `${one.name}=${inAddress(valueFor(one.schema))}`);
    if (random(20) === 0) query.push('unknown=1');
    // Without a value a path is that of another operation, the list.
    const address = given
      .filter((one) => one.in === 'path')
      .reduce(
        (whole, one) => whole.replace(`{${one.name}}`, inAddress(random(4) === 0 ? valueFor(one.schema) : random(2) === 0 ? pick(ids) : pick(real)) || '%20'),
        path,
      );
    const url = `/api/v1${address}${query.length > 0 ? `?${query.join('&')}` : ''}`;
    if (method === 'get') return reader.get(url, { 'accept-language': pick(['ar', 'en', 'xx']) });
    const schema = operation.requestBody?.content['application/json']?.schema;
    const body = random(15) === 0 ? pick(['', '{', 'null', '[]', '"x"', '{"a":1,"a":2}']) : JSON.stringify(schema ? valueFor(schema) : {});
    return reader.json(url, body, random(4) === 0 ? { 'idempotency-key': `fuzz-${random(1_000)}-${operation.operationId.length}` } : {});
  };

  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods) as unknown as [string, FuzzOperation][]) {
      result.operations += 1;
      for (let n = 0; n < perOperation; n += 1) {
        const answer = await send(pick(readers), path, method, operation);
        result.requests += 1;
        if (answer.statusCode === 503) result.busy += 1;
        else if (answer.statusCode >= 500) result.failed.push(`${operation.operationId}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
        else if (answer.statusCode >= 400) result.refused += 1;
        else result.done += 1;
        result.outside.push(...contract(path, method, answer).map((complaint) => `${operation.operationId}: ${complaint}`));
      }
    }
  return result;
}

/** Ids of records that exist, of every kind that is named by one. */
async function idsOf(node: DemoNode): Promise<string[]> {
  const { rows } = await node.superPool.query<{ id: string }>(
    `(select id::text from directory.people limit 5) union all (select id::text from directory.role_grants limit 3) union all (select id::text from directory.invitations limit 3)
     union all (select id::text from measures.readings limit 5) union all (select entry_id::text from audit.leaves limit 3) union all (select id::text from practices.practices limit 3)`,
  );
  return rows.map(({ id }) => id);
}

/** A visitor and people of three roles. What the fuzz does may end a sign-in or close an account: then that reader is a stranger. */
const readersOf = (node: DemoNode): Promise<Visitor[]> =>
  Promise.all([undefined, 'hanan.satri@example.org', 'rima.tabibi@example.org', 'ghassan.hasif@example.org'].map((email) => node.as(email)));
