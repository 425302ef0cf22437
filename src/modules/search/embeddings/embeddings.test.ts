import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { systemCtx } from '#main/start.ts';
import { type DemoNode, searchLoaded, startDemoNode } from '#main/testing/demo-node.ts';
import { visitor } from '#platform/auth/actor.ts';
import type { Ctx, EmbeddingsService } from '#platform/context.ts';
import { transaction } from '#platform/db/transaction.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { indexDocument } from '../documents/index-document.ts';
import { searchRecords } from '../find/search-records.ts';
import { embed } from './embed.ts';
import { embedDocuments } from './embed-documents.ts';
import { fuse } from './fuse.ts';
import { likenessOf, packVector, unpackVector } from './packed-vector.ts';
import { meaningHealth } from './vectors-of-node.ts';

/** The meanings the fake model knows: words of one line are one direction. */
const meanings = [['car', 'automobile', 'vehicle'], ['choir', 'singing'], ['ledger', 'bookkeeping'], ['hidden']];
const vectorOf = (text: string): number[] => {
  const lower = text.toLowerCase();
  return [...meanings.map((words) => (words.some((word) => lower.includes(word)) ? 1 : 0)), 0.05];
};

let node: DemoNode;
let server: Server;
let base: string;
let sent: { texts: string[]; key: string | undefined; model: string }[] = [];
let behave: (response: ServerResponse, texts: string[], request: IncomingMessage) => void;
const wellBehaved: typeof behave = (response, texts, { url }) =>
  response.end(
    JSON.stringify(
      url?.endsWith('/embed') ? { embeddings: texts.map(vectorOf) } : { data: texts.map((text, index) => ({ index, embedding: vectorOf(text) })).reverse() },
    ),
  );

before(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { input, model } = JSON.parse(body) as { input: string[]; model: string };
    sent.push({ texts: input, model, key: request.headers.authorization });
    response.setHeader('content-type', 'application/json');
    behave(response, input, request);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  node = await startDemoNode({ worker: false });
  await searchLoaded(node);
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await node.close();
});
beforeEach(() => {
  sent = [];
  behave = wellBehaved;
});

const service = (model: string, more: Partial<EmbeddingsService> = {}): EmbeddingsService => ({
  url: `${base}/v1/embeddings`,
  model,
  key: null,
  local: true,
  ...more,
});
const ctxWith = (embeddings: EmbeddingsService | null, actor = visitor): Ctx => ({
  ...systemCtx(node.pool, node.node, 'embeddings test'),
  actor,
  node: { ...node.node, embeddings },
});
const write = async (title: string, audiences = ['public']): Promise<string> => {
  const id = uuidv7();
  await transaction(systemCtx(node.pool, node.node, 'embeddings test'), (tx) =>
    indexDocument(tx, 'thing', {
      id,
      path: `/things/${id}`,
      audiences,
      facets: { country: ['QM'] },
      at: new Date(),
      tags: [],
      title: { en: title },
      summary: {},
      body: {},
    }),
  );
  return id;
};
/** Asks until the vectors were read that were made before. */
const find = async (embeddings: EmbeddingsService | null, q: string, country?: string) => {
  await ask(embeddings, q, country);
  if (embeddings) await new Promise((later) => setTimeout(later, 1_100));
  await ask(embeddings, q, country);
  if (embeddings) await new Promise((later) => setTimeout(later, 200));
  return ask(embeddings, q, country);
};
const ask = async (embeddings: EmbeddingsService | null, q: string, country?: string) =>
  searchRecords(ctxWith(embeddings), { q, filters: { kind: ['thing'], ...(country && { country: [country] }) }, count: ['kind'], limit: 20 });

test('both protocols give the vectors in the order of the texts, with model and key', async () => {
  for (const path of ['/v1/embeddings', '/api/embed']) {
    sent = [];
    const vectors = await embed(service('m', { url: base + path, key: 'secret' }), ['a choir', 'a car'], 1_000);
    assert.deepEqual(
      vectors.map((vector) => [...vector].map((one) => Math.round(one))),
      [
        [0, 1, 0, 0, 0],
        [1, 0, 0, 0, 0],
      ],
    );
    assert.deepEqual(sent, [{ texts: ['a choir', 'a car'], model: 'm', key: 'Bearer secret' }]);
  }
});

test('a broken answer is an error that says so, and never a vector', async () => {
  const answers: [RegExp, typeof behave][] = [
    [/answered 500/, (response) => response.writeHead(500).end('{}')],
    [/failed/, (response) => response.end('not json')],
    [/2 vectors were expected/, (response) => response.end('{"embeddings":[[1,2]]}')],
    [/not of one length/, (response) => response.end('{"embeddings":[[1,2],[1]]}')],
    [/not made of numbers/, (response) => response.end('{"embeddings":[[1,2],[1,null]]}')],
    [/not made of numbers/, (response) => response.end('{"embeddings":[[1,2],[0,0]]}')],
    [/2 vectors were expected/, (response) => response.end('null')],
    [/failed/, (response) => response.writeHead(302, { location: 'https://example.org/v1/embeddings' }).end()],
    [/too large/, (response) => response.end(`"${'x'.repeat(34 * 2 ** 20)}"`)],
    [/failed/, (response) => response.destroy()],
  ];
  for (const [expected, behaviour] of answers) {
    behave = behaviour;
    await assert.rejects(embed(service('broken'), ['a', 'b'], 5_000), (error: Error) => expected.test(error.message), String(expected));
  }
});

test('packing keeps likeness to a hundredth, and ranks fuse by reciprocal rank', () => {
  const make = (seed: number) => Float32Array.from({ length: 384 }, (_, at) => Math.sin(seed * (at + 1)) + 0.3 * Math.cos(at));
  const exact = (a: Float32Array, b: Float32Array): number => {
    const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, one, at) => sum + one * (y[at] as number), 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  };
  for (const [a, b] of [
    [1, 2],
    [3, 3],
    [1.1, 1.2],
  ] as const)
    assert.ok(Math.abs(likenessOf(unpackVector(packVector(make(a))), unpackVector(packVector(make(b)))) - exact(make(a), make(b))) < 0.01);
  assert.deepEqual(fuse(['a', 'b', 'c'], ['c', 'd']), ['c', 'a', 'b', 'd']);
  assert.deepEqual(fuse(['a', 'b'], []), ['a', 'b']);
});

test('a record is found by meaning alone, says so, counts, and passes the filters', async () => {
  const car = await write('Automobile fleet renewed');
  await write('Choir of the ministry');
  const model = service('meaning');
  await embedDocuments(ctxWith(model), {});
  const found = await find(model, 'vehicle');
  assert.deepEqual(
    found.records.map(({ ref_id, byMeaning }) => [ref_id, byMeaning]),
    [[car, true]],
  );
  assert.deepEqual([found.total, found.facets.kind?.thing], [1, 1]);
  assert.equal((await find(model, 'vehicle', 'QS')).total, 0);
  assert.equal((await find(null, 'vehicle')).total, 0, 'without a service words alone count');
  assert.equal(meaningHealth(node.node.dataDir, model).state, 'ready');
  sent = [];
  await embedDocuments(ctxWith(model), {});
  assert.deepEqual(sent, [], 'what has a vector is not sent again');
});

test('what not everybody may see is sent to a local service alone, and is found by its readers alone', async () => {
  const hidden = await write('Hidden automobile plan', ['entity:none']);
  const remote = service('remote', { local: false });
  await embedDocuments(ctxWith(remote), {});
  assert.ok(sent.length > 0 && !sent.some(({ texts }) => texts.some((text) => text.includes('Hidden automobile'))));
  const local = service('local');
  await embedDocuments(ctxWith(local), {});
  assert.ok(sent.some(({ texts }) => texts.some((text) => text.includes('Hidden automobile'))));
  const found = await find(local, 'vehicle');
  assert.ok(found.total > 0 && !found.records.some(({ ref_id }) => ref_id === hidden));
});

test('a record that goes is no longer near, one that changes has a new vector', async () => {
  const id = await write('Ledger of the treasury');
  const model = service('changes');
  await embedDocuments(ctxWith(model), {});
  assert.deepEqual(
    (await find(model, 'bookkeeping')).records.map(({ ref_id }) => ref_id),
    [id],
  );
  await node.superPool.query(
    "update search.documents set texts = jsonb_build_object('title', jsonb_build_object('en', 'Nothing of the kind'), 'summary', '{}'::jsonb, 'body', '{}'::jsonb), xid = pg_current_xact_id() where ref_id = $1",
    [id],
  );
  await embedDocuments(ctxWith(model), {});
  assert.equal((await find(model, 'bookkeeping')).total, 0);
});

test('a slow service holds nobody up beyond 300 ms, and then rests', async () => {
  const id = await write('Slow singing lessons');
  const slow = service('slow');
  await find(slow, 'singing');
  behave = () => undefined;
  const started = performance.now();
  const found = await ask(slow, 'singing');
  const took = performance.now() - started;
  assert.deepEqual(
    found.records.map(({ ref_id, byMeaning }) => [ref_id, byMeaning]),
    [[id, false]],
  );
  assert.ok(took >= 250 && took < 1_500, `took ${took} ms`);
  assert.equal(meaningHealth(node.node.dataDir, slow).state, 'resting');
  sent = [];
  await ask(slow, 'singing');
  assert.deepEqual(sent, [], 'a resting service is not asked');
});

test('a broken service changes no answer and makes no vector', async () => {
  const broken = service('broken-service');
  behave = (response) => response.writeHead(503).end();
  const byWords = await find(null, 'singing');
  assert.deepEqual((await find(broken, 'singing')).records, byWords.records);
  await embedDocuments(ctxWith(broken), {});
  behave = (response, texts) => response.end(JSON.stringify({ embeddings: texts.map(() => 'nonsense') }));
  await embedDocuments(ctxWith(broken), {});
  const gone = { ...broken, model: 'unreachable', url: 'http://127.0.0.1:9/v1/embeddings' };
  assert.deepEqual((await find(gone, 'singing')).records, byWords.records);
});
