import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { routes } from '#main/modules.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { brokenBodies, choices, fieldsOf, hostileJson, hostileTexts, withField } from '#main/testing/hostile-input.ts';
import { copyMaker, type PracticeCopy, type PracticeCopyState } from '#main/testing/practice-copies.ts';
import { type Call, type CallTarget, emptyTarget, flatFields, pathOfCall, routeCalls } from '#main/testing/route-calls.ts';
import { addPerson } from '#main/testing/single-role-people.ts';
import { demoPassword } from '#modules/directory/load/load-demo.ts';
import type { Route } from '#platform/http/route.ts';
import { addressesOf } from '#platform/http/server.ts';
import { rawMessage } from '#platform/i18n/messages.ts';
import { hiddenFields, type Visitor } from '#platform/testing/test-node.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import type { Language } from '#platform/values/localized-text.ts';

/*
 * Whatever is sent, the answer is one of ours: never a 5xx, a refusal with our own code and words in the
 * reader's language, nothing half done, and what was typed is shown again.
 */

type Answer = Awaited<ReturnType<Visitor['get']>>;

const seed = Number(process.env.TABADUL_TEST_SEED ?? 20_261_121);

/** In which state a practice must be for a call to go through. */
const stateFor: Readonly<Record<string, PracticeCopyState>> = {
  'practices.save': 'draft',
  'practices.submit': 'draft',
  'practices.withdraw': 'submitted',
  'practices.revise': 'published',
  'practices.archive': 'published',
  'practices.restore': 'archived',
  'practices.check': 'submitted',
  'practices.decide': 'checked',
  'practices.return': 'submitted',
  'practices.publish': 'reviewed',
  'practices.declare-conflict': 'submitted',
  'measures.verify-reading': 'published',
};
/** Routes that compute a password hash for what they are given: a third of a second each, so they get a few values only. */
const slow = new Set(['directory.sign-in', 'directory.change-password', 'directory.accept-invitation']);

const everybody = 'everything@example.org';
let node: DemoNode;
let visitor: Visitor;
let csrf = '';
let copyOf: ReturnType<typeof copyMaker>;
const author = { email: 'jasim.mahalli@example.org', personId: '' };
const copies = new Map<PracticeCopyState, PracticeCopy>();
let subjectId = '';
let numbers = 9_000;
const freshCode = (): string => {
  numbers += 1;
  return `QR-${numbers}`;
};

before(async () => {
  node = await startDemoNode();
  await addPerson(node.superPool, everybody, 'everything', [
    ['programme-office', 'instance', null],
    ['reviewer', 'instance', null],
    ['entity-coordinator', 'entity', 'QR-GOV'],
  ]);
  subjectId = await addPerson(node.superPool, 'subject@example.org', 'subject', []);
  const { rows } = await node.superPool.query<{ person_id: string }>('select person_id from directory.accounts where email = $1', [author.email]);
  author.personId = rows[0]?.person_id ?? '';
  copyOf = copyMaker(node, { reviewer: 'samia.mizan@example.org', secondReviewer: 'tobias.quillhart@example.org', office: 'hanan.satri@example.org' });
  for (const state of new Set(Object.values(stateFor))) copies.set(state, await copyOf(state, freshCode(), author));
  visitor = await node.as(everybody);
  csrf = await proofOf(visitor);
});
after(() => node.close());

const proofOf = async (who: Visitor): Promise<string> => hiddenFields((await who.get('/ar/sign-in')).body)._csrf ?? '';

function targetOf(route: Route, copy = copies.get(stateFor[route.name] ?? 'draft')): CallTarget {
  return { ...emptyTarget, personId: subjectId, ...(copy && { code: copy.code, rev: copy.rev, readingId: copy.readingId }) };
}
const callOf = (route: Route, copy?: PracticeCopy): Call => routeCalls[route.name]?.(targetOf(route, copy)) ?? {};
const posts = routes.filter((route) => route.method === 'POST');
/** Signing out would end the sign-in under test; its input is empty anyway. */
const quietPosts = posts.filter((route) => route.name !== 'directory.sign-out');

const library =
  /Invalid (input|option|string|number|date|ISO|UUID)|expected (string|number|object|array|int|boolean)|Unrecognized key|Too (big|small)|FST_|Bad Request|SyntaxError|Unexpected token|multipart data|violates|invalid byte sequence/;
const inIsolates = /\u2068[^\u2069]*\u2069/g;
const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const textOf = (html: string): string => html.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

/** Whether a text is in the language; what the reader typed stands in isolates and does not count. */
function isIn(language: Language, text: string): boolean {
  const own = text.replace(inIsolates, '');
  return language === 'ar' ? /[\u0621-\u064a]{2}/.test(own) : /[A-Za-z]{2}/.test(own) && !/[\u0600-\u06ff]/.test(own);
}

interface Problem {
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly problems?: readonly { readonly field: string; readonly code: string; readonly text: string }[];
}

/** What is wrong with an answer; nothing when it is one of ours. */
function complaintsOf(answer: Answer, address: 'ar' | 'en' | 'api', language: Language): string[] {
  const found: string[] = [];
  const status = answer.statusCode;
  if (status >= 500) return [`status ${status}`];
  if (!answer.headers['content-security-policy'] || answer.headers['x-content-type-options'] !== 'nosniff') found.push(`${status} without the safety headers`);
  const type = String(answer.headers['content-type'] ?? '');
  if (status < 400) return found;
  if (address === 'api') {
    if (!type.startsWith('application/problem+json')) return [`${status} without problem+json: ${type} ${answer.body.slice(0, 200)}`];
    const body = JSON.parse(answer.body) as Problem;
    if (body.status !== status) found.push(`says ${body.status} in a ${status}`);
    for (const { code, text } of [{ code: body.code, text: body.title }, ...(body.problems ?? [])]) {
      if (rawMessage('ar', `errors.${code}`) === undefined || rawMessage('en', `errors.${code}`) === undefined) found.push(`code ${code} has no text`);
      if (!isIn(language, text)) found.push(`code ${code} in ${language}: ${text}`);
      if (library.test(text.replace(inIsolates, ''))) found.push(`a library speaks: ${text}`);
      if (/\{\w+\}/.test(text.replace(inIsolates, ''))) found.push(`an empty place in: ${text}`);
    }
    return found;
  }
  if (!type.startsWith('text/html')) return [`${status} without a page: ${type} ${answer.body.slice(0, 200)}`];
  if (!answer.body.includes(`<html lang="${address}" dir="${address === 'ar' ? 'rtl' : 'ltr'}">`)) found.push('a page without its language');
  const words = textOf(answer.body.replace(/<(textarea|option)[\s\S]*?<\/\1>|<[^>]*>/g, ' ')).replace(inIsolates, '');
  const said = library.exec(words);
  if (said) found.push(`a library speaks on the page: ${said[0]}`);
  if (/<script>alert|<img src=x/.test(answer.body)) found.push('markup that was typed is markup on the page');
  return found;
}

/** Whether a text field of the page shows what was typed into it; choices and boxes have their own words for what they do not know. */
function isShownAgain(answer: Answer, name: string, value: string): boolean {
  if (answer.statusCode === 403 || answer.statusCode === 404 || answer.statusCode === 413 || answer.statusCode < 400) return true;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a page cannot hold them, and a text field of a browser does not send them
  if (value === '' || value.length > 1_000 || /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]/.test(value)) return true;
  const field = new RegExp(`<textarea[^>]*name="${name}"|<input[^>]*type="(text|email)"[^>]*name="${name}"`);
  return !field.test(answer.body) || textOf(answer.body).includes(value);
}

async function send(
  route: Route,
  address: 'ar' | 'en' | 'api',
  body: unknown,
  { language = 'ar', copy }: { language?: Language; copy?: PracticeCopy | undefined } = {},
): Promise<Answer> {
  const path = pathOfCall(route.path, callOf(route, copy));
  return address === 'api'
    ? visitor.json(`/api/v1${path}`, body, { 'accept-language': language })
    : visitor.post(`/${address}${path}`, { _csrf: csrf, ...flatFields(body as Record<string, unknown>) });
}

function addressesIn(route: Route, language: Language): ('ar' | 'en' | 'api')[] {
  const { html, json } = addressesOf(route);
  return [...(html ? [language] : []), ...(json ? (['api'] as const) : [])];
}

for (const route of quietPosts) {
  test(`${route.name} refuses or takes whatever stands in its fields`, async () => {
    const { html, json } = addressesOf(route);
    const { pick, next } = choices(seed);
    const copy = stateFor[route.name] ? copies.get(stateFor[route.name] as PracticeCopyState) : undefined;
    const { body = {}, params = {} } = callOf(route);
    const complaints: string[] = [];
    const check = async (address: 'ar' | 'en' | 'api', field: string, kind: string, value: unknown): Promise<void> => {
      const language = pick(['ar', 'en'] as const);
      const answer = await send(route, address, withField(body, field, value), { language, copy });
      const where = `${address} ${language} ${field} = ${kind}`;
      for (const complaint of complaintsOf(answer, address, language)) complaints.push(`${where}: ${complaint}`);
      if (address !== 'api' && typeof value === 'string' && !isShownAgain(answer, field, value)) complaints.push(`${where}: what was typed is not shown again`);
      if (copy && answer.statusCode < 400) await copy.snapshot.restore();
    };
    const fields = fieldsOf(route).filter((name) => !(name in params));
    const share = fields.length > 30 ? 0.1 : fields.length > 8 ? 0.6 : 1;
    const isTaken = ([kind]: [string, unknown]): boolean => ['nul', 'script', 'null'].includes(kind) || next() < share;
    for (const field of fields) {
      const texts = Object.entries(hostileTexts)
        .filter(([kind]) => !slow.has(route.name) || ['nul', 'lone surrogate', 'megabyte', 'script'].includes(kind))
        .filter(isTaken);
      const others = Object.entries(hostileJson).filter((entry) => !slow.has(route.name) && isTaken(entry));
      for (const [kind, value] of texts) {
        if (json) await check('api', field, kind, value);
        if (html && !(json && kind === 'megabyte' && route.name !== 'practices.save')) await check(pick(['ar', 'en'] as const), field, kind, value);
      }
      if (json) for (const [kind, value] of others) await check('api', field, kind, value);
    }
    if (copy && !(await copy.snapshot.unchanged())) {
      complaints.push('a refused request changed the record');
      await copy.snapshot.restore();
    }
    assert.equal(complaints.length, 0, `seed ${seed}, ${complaints.length}:\n${complaints.slice(0, 40).join('\n')}`);
  });
}

test('a body that is not the JSON object of the route is refused by our own code in the language asked', async () => {
  const complaints: string[] = [];
  for (const route of quietPosts.filter((one) => addressesOf(one).json)) {
    const path = `/api/v1${pathOfCall(route.path, callOf(route))}`;
    const few = route.name !== 'practices.save';
    for (const [kind, body] of Object.entries(brokenBodies)) {
      if (few && body.length > 100_000) continue;
      for (const language of ['ar', 'en'] as const) {
        const answer = await visitor.json(path, body, { 'accept-language': language });
        for (const complaint of complaintsOf(answer, 'api', language)) complaints.push(`${route.name} ${kind}: ${complaint}`);
        if (answer.statusCode < 400) complaints.push(`${route.name} ${kind}: taken with ${answer.statusCode}`);
      }
    }
    for (const type of [
      'text/plain',
      'application/xml',
      'application/octet-stream',
      'application/json+weird',
      'multipart/form-data',
      'text/html; charset=utf-16',
    ])
      for (const complaint of complaintsOf(await visitor.json(path, '{}', { 'content-type': type, 'accept-language': 'ar' }), 'api', 'ar'))
        complaints.push(`${route.name} as ${type}: ${complaint}`);
  }
  for (const copy of copies.values()) assert.ok(await copy.snapshot.unchanged(), `${copy.code} was changed`);
  assert.equal(complaints.length, 0, `${complaints.length}:\n${complaints.slice(0, 40).join('\n')}`);
});

test('a program cannot name a stored file: files come as uploads only', async () => {
  const copy = copies.get('draft') as PracticeCopy;
  const forged = { hash: 'a'.repeat(64), name: 'x.html', type: 'text/html', bytes: 5 };
  for (const [kind, answer] of [
    ['json', await visitor.json(`/api/v1/practices/${copy.code}/edit`, { rev: copy.rev, file: forged })],
    ['form', await visitor.post(`/en/practices/${copy.code}/edit`, { _csrf: csrf, rev: String(copy.rev), ...flatFields({ file: forged }) })],
  ] as const) {
    if (answer.statusCode < 400) await copy.snapshot.restore();
    assert.equal(answer.statusCode, 400, `${kind}: a file that nobody uploaded became evidence`);
  }
});

const hostilePaths = [
  '%00',
  'QR-9999%00',
  '%ff%fe',
  '%E0%A4%A',
  '%',
  '..%2f..%2fetc%2fpasswd',
  '%2e%2e',
  '%0d%0aSet-Cookie:x=y',
  'QR-%D9%A0%D9%A0%D9%A0%D9%A1',
  'x'.repeat(299),
  'x'.repeat(5_000),
  '__proto__',
  'constructor',
  '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '%E2%80%AEabc',
  '1e9',
  '-1',
  '00000000-0000-0000-0000-000000000000',
  '%F0%9F%91%A8',
  "'%20or%201=1--",
];

test('a path with anything for its parameters is answered by a page or a problem of ours', async () => {
  const complaints: string[] = [];
  for (const route of routes.filter((one) => one.path.includes(':'))) {
    const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] as string);
    for (const name of names) {
      for (const [index, hostile] of hostilePaths.entries()) {
        const filled = names.reduce((path, one) => path.replace(`:${one}`, one === name ? hostile : one === 'code' ? 'QR-0003' : '1'), route.path);
        const language = index % 2 === 0 ? 'ar' : 'en';
        for (const address of addressesIn(route, language)) {
          const url = address === 'api' ? `/api/v1${filled}` : `/${address}${filled}`;
          const answer =
            route.method === 'GET'
              ? await visitor.get(url, { 'accept-language': language })
              : address === 'api'
                ? await visitor.json(url, {}, { 'accept-language': language })
                : await visitor.post(url, { _csrf: csrf });
          for (const complaint of complaintsOf(answer, address, language)) complaints.push(`${route.method} ${url.slice(0, 90)}: ${complaint}`);
        }
      }
    }
  }
  assert.equal(complaints.length, 0, `${complaints.length}:\n${complaints.slice(0, 40).join('\n')}`);
});

const hostileQueries = [
  'no-such=1',
  '__proto__=1',
  '__proto__.x=1',
  'constructor.prototype.x=1',
  'a.b.c.d.e.f.g.h=1',
  'q[]=1',
  '%00=1',
  '%=1',
  'lang=en',
  `${'a=1&'.repeat(3_000)}`,
];
const hostileCursors = [
  '1700000000000_not-an-id',
  '1700000000000_00000000-0000-0000-0000-000000000000_x',
  '9999999999999999_00000000-0000-0000-0000-000000000000',
  '-1',
  '99999',
  '1700000000000_\u0000',
  'null',
  '1e9_1',
];

test('a query with anything in it is answered by a page or a problem of ours', async () => {
  const complaints: string[] = [];
  for (const route of routes.filter((one) => one.method === 'GET')) {
    const { params = {} } = callOf(route);
    const base = pathOfCall(route.path, { params: Object.fromEntries(Object.entries(params).filter(([name]) => route.path.includes(`:${name}`))) });
    const fields = fieldsOf(route).filter((field) => !route.path.includes(`:${field}`));
    const tries = [
      ...hostileQueries,
      ...fields.flatMap((field) => [
        ...Object.values(hostileTexts)
          .filter((value) => value.length < 3_000)
          .map((value) => `${field}=${encodeURIComponent(value.toWellFormed())}`),
        ...(/after|before/.test(field) ? hostileCursors.map((value) => `${field}=${encodeURIComponent(value)}`) : []),
        `${field}=a&${field}=b`,
        `${field}.x=1`,
        `${field}=%00`,
        `${field}=%ff`,
      ]),
    ];
    for (const [index, query] of tries.entries()) {
      const language = index % 2 === 0 ? 'ar' : 'en';
      for (const address of addressesIn(route, language)) {
        const url = address === 'api' ? `/api/v1${base === '/' ? '/home' : base}?${query}` : `/${address}${base === '/' ? '' : base}?${query}`;
        const answer = await visitor.get(url, { 'accept-language': language });
        for (const complaint of complaintsOf(answer, address, language)) complaints.push(`${url.slice(0, 120)}: ${complaint}`);
      }
    }
  }
  assert.equal(complaints.length, 0, `${complaints.length}:\n${complaints.slice(0, 40).join('\n')}`);
});

const typedTitle = 'عنوان كُتب بعناية <b>1</b>';
const typedStory = 'A long story that took an hour to write.\nWith a second line.';
const storyFields = { 'title.ar': typedTitle, 'problem.en': typedStory };
const freshCopy = (state: PracticeCopyState) => copyOf(state, freshCode(), author);
const stateOf = async (id: string): Promise<string> =>
  (await node.superPool.query<{ state: string }>('select state from practices.practices where id = $1', [id])).rows[0]?.state ?? '';
const entriesOf = async (what: string, id: string): Promise<number> =>
  (
    await node.superPool.query<{ n: number }>(
      `select count(*)::int as n from audit.entries, lateral (select convert_from(body, 'utf8')::jsonb as entry) e where entry->>'what' = $1 and entry->'ref'->>'id' = $2`,
      [what, id],
    )
  ).rows[0]?.n ?? 0;

/** The page has everything that was typed in a form that can be sent again, and sending that form does the work. */
async function assertKept(answer: Answer, sender: Visitor, copy: PracticeCopy, why: string): Promise<void> {
  const words = textOf(answer.body);
  assert.ok(words.includes(typedTitle) && words.includes(typedStory), `${why}: the text is lost`);
  const { _csrf = '', _key = '' } = hiddenFields(answer.body);
  const again = await sender.post(`/ar/practices/${copy.code}/edit`, { _csrf, _key, rev: String(copy.rev), ...storyFields });
  assert.equal(again.statusCode, 303, `${why}: sending again ${again.body.slice(0, 200)}`);
  await copy.snapshot.restore();
}

test('a form without its proof, or with an old or a foreign one, keeps the text and can be sent again', async () => {
  const copy = copies.get('draft') as PracticeCopy;
  const stranger = await proofOf(await node.as('hanan.satri@example.org'));
  for (const [kind, proof] of [
    ['no proof', {}],
    ['an empty proof', { _csrf: '' }],
    ['a foreign proof', { _csrf: stranger }],
    ['two proofs', { _csrf: [csrf, csrf] }],
    ['a proof of another length', { _csrf: 'x' }],
  ] as const) {
    const answer = await visitor.post(`/ar/practices/${copy.code}/edit`, { ...(proof as Record<string, string>), rev: String(copy.rev), ...storyFields });
    assert.equal(answer.statusCode, 400, kind);
    assert.ok(await copy.snapshot.unchanged(), `${kind}: the record was changed`);
    await assertKept(answer, visitor, copy, kind);
  }
});

test('a form sent after the sign-in ended keeps the text', async () => {
  const copy = copies.get('draft') as PracticeCopy;
  const gone = await node.as();
  const answer = await gone.post(`/ar/practices/${copy.code}/edit`, { _csrf: await proofOf(gone), rev: String(copy.rev), ...storyFields });
  assert.equal(answer.statusCode, 401);
  const words = textOf(answer.body);
  assert.ok(words.includes(typedTitle) && words.includes(typedStory), 'the text is lost');
});

test('a text saved after the practice went to review, or was changed by somebody else, is shown again', async () => {
  const gone = await freshCopy('submitted');
  const late = await visitor.post(`/ar/practices/${gone.code}/edit`, { _csrf: csrf, rev: String(gone.rev), ...storyFields });
  assert.equal(late.statusCode, 422);
  const copy = copies.get('draft') as PracticeCopy;
  const old = await visitor.post(`/ar/practices/${copy.code}/edit`, { _csrf: csrf, rev: String(copy.rev + 1), ...storyFields });
  assert.equal(old.statusCode, 409);
  for (const [kind, answer] of [
    ['changed meanwhile', old],
    ['in review meanwhile', late],
  ] as const) {
    const words = textOf(answer.body);
    assert.ok(words.includes(typedTitle) && words.includes(typedStory), `${kind}: the text is lost`);
  }
});

/** What a browser or a program sends a second time when it did not hear the first answer. */
const repeatable: readonly (readonly [string, PracticeCopyState, (code: string, rev: number) => readonly [string, Record<string, unknown>], string])[] = [
  ['submit', 'draft', (code) => [`/practices/${code}/submit`, {}], 'practices.practice.submit'],
  ['withdraw', 'submitted', (code) => [`/practices/${code}/withdraw`, {}], 'practices.practice.withdraw'],
  ['revise', 'published', (code) => [`/practices/${code}/revise`, {}], 'practices.practice.revise'],
  ['archive', 'published', (code) => [`/practices/${code}/archive`, {}], 'practices.practice.archive'],
  ['save', 'draft', (code, rev) => [`/practices/${code}/edit`, { rev, title: { en: 'Once' } }], 'practices.practice.saved'],
  ['save and submit', 'draft', (code, rev) => [`/practices/${code}/edit`, { rev, title: { en: 'Once' }, afterwards: 'submit' }], 'practices.practice.submit'],
  ['check', 'submitted', (code) => [`/reviews/${code}/check`, {}], 'practices.practice.check'],
  ['return', 'submitted', (code) => [`/reviews/${code}/return`, { comments: [{ field: 'title', text: 'Shorter' }] }], 'practices.practice.return'],
  ['publish', 'reviewed', (code) => [`/reviews/${code}/publish`, {}], 'practices.practice.publish'],
];

for (const [name, state, made, what] of repeatable) {
  test(`${name} sent twice with one key has one effect and the same outcome`, async () => {
    for (const address of ['api', 'en'] as const) {
      const copy = await freshCopy(state);
      const before = await entriesOf(what, copy.id);
      const [path, body] = made(copy.code, copy.rev);
      const key = `key-${randomBytes(9).toString('hex')}`;
      const once = () =>
        address === 'api'
          ? visitor.json(`/api/v1${path}`, body, { 'idempotency-key': key })
          : visitor.post(`/en${path}`, { _csrf: csrf, _key: key, ...flatFields(body) });
      const first = await once();
      const second = await once();
      assert.ok(first.statusCode < 400, `${address}: ${first.body.slice(0, 300)}`);
      assert.equal(second.statusCode, first.statusCode, `${address}: the second answer is another`);
      if (address === 'api') assert.deepEqual(JSON.parse(second.body), JSON.parse(first.body));
      else assert.equal(second.headers.location, first.headers.location);
      assert.equal((await entriesOf(what, copy.id)) - before, 1, `${address}: effects`);
    }
  });
}

test('an idempotency key with another body is 409 and has no effect; a key of somebody else is not touched by it', async () => {
  const key = `key-${randomBytes(9).toString('hex')}`;
  const create = (who: Visitor, title: string) =>
    who.json('/api/v1/practices', { entity: 'QR-CITY', orig: 'en', title: { en: title } }, { 'idempotency-key': key, 'accept-language': 'ar' });
  const first = await create(visitor, 'One');
  const same = await create(visitor, 'One');
  assert.equal(first.statusCode, 200, first.body);
  assert.deepEqual(JSON.parse(same.body), JSON.parse(first.body), 'the same request has the same outcome');
  const other = await create(visitor, 'Two');
  assert.equal(other.statusCode, 409);
  assert.deepEqual(complaintsOf(other, 'api', 'ar'), []);
  const somebody = await create(await node.as(author.email), 'Three');
  assert.equal(somebody.statusCode, 200);
  assert.notEqual(somebody.body, first.body);
  for (const bad of ['short', 'x'.repeat(200), 'with spaces in it', 'مفتاح-المفتاح'])
    assert.deepEqual(
      complaintsOf(await visitor.json('/api/v1/practices', {}, { 'idempotency-key': encodeURI(bad), 'accept-language': 'en' }), 'api', 'en'),
      [],
      bad,
    );
});

test('what a stranger may not know of is answered as what does not exist', async () => {
  const stranger = await node.as('rima.tabibi@example.org');
  const hidden = copies.get('draft') as PracticeCopy;
  const unknown = 'QR-8888';
  const plain = (answer: Answer, code: string): string => answer.body.replaceAll(code, 'CODE').replace(/value="[\w-]{36,}"/g, '');
  for (const route of routes.filter((one) => /^practices\./.test(one.name) && one.path.includes(':code')))
    for (const address of addressesIn(route, 'en')) {
      const made = callOf(route, hidden);
      const ask = (code: string) => {
        const path = pathOfCall(route.path, { params: { ...made.params, code } });
        const url = address === 'api' ? `/api/v1${path}` : `/en${path}`;
        return route.method === 'GET' ? stranger.get(url) : stranger.json(url.replace(/^\/en/, '/api/v1'), made.body ?? {});
      };
      const [there, not] = [await ask(hidden.code), await ask(unknown)];
      assert.equal(there.statusCode, not.statusCode, `${route.name} ${address}`);
      assert.equal(plain(there, hidden.code), plain(not, unknown), `${route.name} ${address}`);
    }
  const reading = await node.superPool.query<{ id: string }>(
    "select r.id from measures.readings r join measures.indicators i on i.id = r.indicator_id where i.subject_id = $1 || ':1' limit 1",
    [hidden.id],
  );
  const verifier = await node.as('marian.tidewell@example.org');
  for (const id of [reading.rows[0]?.id ?? '', uuidv7()])
    assert.equal((await verifier.json(`/api/v1/readings/${id}/verification`, { verification: 'confirmed' })).statusCode, 404);
});

test('a request that a page of another site makes does nothing', async () => {
  for (const route of posts)
    for (const address of addressesIn(route, 'ar')) {
      const { body = {} } = callOf(route);
      const path = pathOfCall(route.path, callOf(route));
      for (const headers of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: `${node.node.origin}.evil.example` },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
      ] as Record<string, string>[]) {
        const answer =
          address === 'api'
            ? await visitor.json(`/api/v1${path}`, body, { ...headers, 'accept-language': 'ar' })
            : await visitor.post(`/ar${path}`, { _csrf: csrf, ...flatFields(body) }, headers);
        assert.equal(answer.statusCode, 403, `${route.name} ${address} ${JSON.stringify(headers)}`);
        assert.deepEqual(complaintsOf(answer, address, 'ar'), []);
      }
    }
  for (const copy of copies.values()) assert.ok(await copy.snapshot.unchanged(), `${copy.code} was changed`);
});

const boundary = 'tabadul-boundary';
interface Part {
  readonly name: string;
  readonly file?: string;
  readonly content: string | Buffer;
}
const multipart = (parts: readonly Part[], end = `--${boundary}--\r\n`): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ name, file, content }) => [
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\nContent-Type: application/octet-stream`}\r\n\r\n`,
      ),
      Buffer.from(content as string),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(end),
  ]);
const pdf = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\n';
const files: Readonly<Record<string, { file: string; content: string | Buffer; status?: number }>> = {
  'a program': { file: 'report.pdf', content: Buffer.concat([Buffer.from('MZ'), randomBytes(2_000)]), status: 400 },
  'a page': { file: 'page.txt', content: '<!doctype html><script>alert(1)</script>', status: 400 },
  'a page after blanks': { file: 'page.csv', content: ' \n<html><script>alert(1)</script>', status: 400 },
  'a drawing with a script': { file: 'x.svg', content: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', status: 400 },
  'text that says it is a PDF': { file: 'x.pdf', content: 'name,value\n1,2\n', status: 400 },
  'an archive that says it is a table': { file: 'x.csv', content: Buffer.from('PK\u0003\u0004rest'), status: 400 },
  'text with a NUL': { file: 'x.csv', content: 'a,b\u0000c', status: 400 },
  'text that is not UTF-8': { file: 'x.txt', content: Buffer.from([0x61, 0xff, 0xfe, 0x62]), status: 400 },
  'an empty file': { file: 'empty.csv', content: '', status: 400 },
  '25 megabytes': { file: 'big.pdf', content: Buffer.concat([Buffer.from(pdf), Buffer.alloc(25 * 1024 * 1024, 32)]), status: 400 },
  'a PDF that says it is a table': { file: 'x.csv', content: pdf },
  'a name that climbs': { file: '../../../../tmp/تقرير.pdf', content: pdf },
  'a name with marks': { file: "\u202etxt.exe'; filename=evil.html", content: pdf },
  'a very long name': { file: `${'ن'.repeat(3_000)}.pdf`, content: pdf },
};

const storeNames = async (): Promise<string[]> =>
  (await readdir(join(node.node.dataDir, 'files'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => entry.name);

test('a file of a wrong type, with a false name, too large, empty or cut off is refused in words, and the form keeps its text', async () => {
  const complaints: string[] = [];
  const copy = copies.get('draft') as PracticeCopy;
  const cookies = ['tabadul', 'tabadul-form'].map((name) => `${name}=${visitor.cookie(name)}`).join('; ');
  const texts: Part[] = [
    { name: '_csrf', content: csrf },
    { name: 'rev', content: String(copy.rev) },
    ...Object.entries(storyFields).map(([name, content]) => ({ name, content })),
  ];
  const upload = (address: 'ar' | 'api', payload: Buffer, type = `multipart/form-data; boundary=${boundary}`) =>
    node.app.inject({
      method: 'POST',
      url: address === 'ar' ? `/ar/practices/${copy.code}/edit` : `/api/v1/practices/${copy.code}/edit`,
      payload,
      headers: { 'content-type': type, cookie: cookies, 'accept-language': 'ar' },
    });
  for (const [kind, { file, content, status }] of Object.entries(files)) {
    for (const address of ['ar', 'api'] as const) {
      const before = await storeNames();
      const parts = address === 'ar' ? texts : texts.slice(1);
      const answer = await upload(address, multipart([...parts, { name: 'file', file, content }]));
      for (const complaint of complaintsOf(answer, address, 'ar')) complaints.push(`${kind} ${address}: ${complaint}`);
      if (status !== undefined && answer.statusCode !== status && !(kind === '25 megabytes' && answer.statusCode === 413))
        complaints.push(`${kind} ${address}: ${answer.statusCode} where ${status} was due`);
      if (status === undefined && answer.statusCode >= 400) complaints.push(`${kind} ${address}: refused with ${answer.statusCode}`);
      if (answer.statusCode < 400) {
        const shown = await visitor.get(`/api/v1/practices/${copy.code}/evidence/2`);
        const headers = `${shown.headers['content-type']} ${shown.headers['content-disposition']}`;
        if (/html|\.\.\/|[\r\n\u202e]/.test(headers.replace(/evil\.html/g, '').replace(/%E2%80%AE/gi, '\u202e'))) complaints.push(`${kind}: ${headers}`);
        if (shown.statusCode === 200 && !String(shown.headers['content-type']).startsWith('application/pdf'))
          complaints.push(`${kind}: kept as ${shown.headers['content-type']}`);
        await copy.snapshot.restore();
      } else {
        if (address === 'ar' && !(textOf(answer.body).includes(typedTitle) && textOf(answer.body).includes(typedStory.split('\n')[0] ?? '')))
          complaints.push(`${kind}: the text of the form is lost (${answer.statusCode})`);
        const more = (await storeNames()).filter((name) => !before.includes(name));
        if (more.length > 0) complaints.push(`${kind} ${address}: ${more.length} file(s) stay in the store`);
      }
    }
  }
  const good = multipart([...texts, { name: 'file', file: 'a.pdf', content: pdf }]);
  const odd: Readonly<Record<string, readonly [Buffer, string?]>> = {
    'cut off in the file': [good.subarray(0, good.length - 40)],
    'cut off in a field': [good.subarray(0, 120)],
    'no end': [multipart([...texts], '')],
    'no boundary in the header': [good, 'multipart/form-data'],
    'another boundary': [good, 'multipart/form-data; boundary=other'],
    'an empty body': [Buffer.alloc(0)],
    'a field that reaches for the prototype': [multipart([...texts, { name: '__proto__', content: 'x' }, { name: 'constructor.prototype.x', content: 'y' }])],
    'a file in a field of another name': [multipart([...texts, { name: 'title', file: 'a.pdf', content: pdf }])],
    'six files': [multipart([...texts, ...Array.from({ length: 6 }, (_, index) => ({ name: `file${index}`, file: 'a.pdf', content: pdf }))])],
    'five hundred fields': [multipart([...texts, ...Array.from({ length: 500 }, (_, index) => ({ name: `f${index}`, content: 'x' }))])],
    'text where the file is meant': [multipart([...texts, { name: 'file', content: 'x' }])],
  };
  for (const [kind, [payload, type]] of Object.entries(odd))
    for (const address of ['ar', 'api'] as const) {
      const answer = await upload(address, payload, type);
      for (const complaint of complaintsOf(answer, address, 'ar')) complaints.push(`${kind} ${address}: ${complaint}`);
      if (answer.statusCode < 400) complaints.push(`${kind} ${address}: taken with ${answer.statusCode}`);
      if (!(await copy.snapshot.unchanged())) {
        complaints.push(`${kind} ${address}: the record was changed`);
        await copy.snapshot.restore();
      }
    }
  const left = await readdir(join(node.node.dataDir, 'files', 'incoming'));
  if (left.length > 0) complaints.push(`${left.length} unfinished file(s) stay in incoming`);
  assert.equal(complaints.length, 0, `${complaints.length}:\n${complaints.join('\n')}`);
});

test('of two hundred publishes of one practice at once exactly one is done', async () => {
  const copy = await freshCopy('reviewed');
  const [office, other, reviewer] = [
    await node.as('hanan.satri@example.org'),
    await node.as('idris.mansouq@example.org'),
    await node.as('samia.mizan@example.org'),
  ];
  const proof = await proofOf(other);
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      index % 10 === 9
        ? reviewer.json(`/api/v1/reviews/${copy.code}/publish`, {})
        : index % 2 === 0
          ? office.json(`/api/v1/reviews/${copy.code}/publish`, {}, index % 4 === 0 ? { 'idempotency-key': `publish-number-${index}` } : {})
          : other.post(`/en/reviews/${copy.code}/publish`, { _csrf: proof }),
    ),
  );
  const counts = new Map<number, number>();
  for (const { statusCode } of answers) counts.set(statusCode, (counts.get(statusCode) ?? 0) + 1);
  assert.equal((counts.get(200) ?? 0) + (counts.get(303) ?? 0), 1, JSON.stringify([...counts]));
  assert.deepEqual(
    [...counts.keys()].filter((status) => ![200, 303, 403, 409, 422].includes(status)),
    [],
    JSON.stringify([...counts]),
  );
  assert.equal(await entriesOf('practices.practice.publish', copy.id), 1);
  assert.equal(await stateOf(copy.id), 'published');
  const { rows } = await node.superPool.query<{ n: number }>("select count(*)::int as n from practices.moves where practice_id = $1 and move = 'publish'", [
    copy.id,
  ]);
  assert.equal(rows[0]?.n, 1);
});

test('a sign-in goes on to a place of this node, whatever it was told', async () => {
  for (const next of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/practices?q=مياه الشرب',
    '/me\r\nSet-Cookie: stolen=1',
    '/me\u0000',
    '/..//evil.example',
    '/me\u202e',
  ]) {
    const who = await node.as();
    const answer = await who.post('/en/sign-in', { _csrf: await proofOf(who), email: 'nawal.jusour@example.org', password: demoPassword, next });
    assert.equal(answer.statusCode, 303, JSON.stringify(next));
    const to = new URL(String(answer.headers.location), node.node.origin);
    assert.equal(to.origin, node.node.origin, JSON.stringify(next));
    assert.ok(to.pathname.startsWith('/en'), `${JSON.stringify(next)} leads to ${to.pathname}`);
    assert.ok(!/[\r\n]/.test(String(answer.headers.location)) && !JSON.stringify(answer.headers).includes('stolen=1;'), JSON.stringify(next));
  }
});

test('a name given with an invitation is stored clean or refused', async () => {
  for (const [index, name] of [hostileTexts.nul, hostileTexts.bidi, hostileTexts.script, hostileTexts['lone surrogate'], ' \u200f '].entries()) {
    const token = `bad-input-invitation-${index}-0000000000000000000`;
    await node.superPool.query(
      `insert into directory.invitations (id, token_hash, email, role, scope_kind, created_at, expires_at)
       values ($1, sha256($2::bytea), $3, 'auditor', 'instance', now(), now() + interval '1 day')`,
      [uuidv7(), token, `invited-${index}@example.org`],
    );
    const who = await node.as();
    const answer = await who.post(`/ar/invitations/${token}`, {
      _csrf: await proofOf(who),
      nameAr: name ?? '',
      nameEn: name ?? '',
      password: 'quiet-harbour-lantern-93',
    });
    assert.deepEqual(complaintsOf(answer, 'ar', 'ar'), [], `name ${index}`);
    const { rows } = await node.superPool.query<{ name_ar: string }>(
      'select name_ar from directory.people p join directory.accounts a on a.person_id = p.id where a.email = $1',
      [`invited-${index}@example.org`],
    );
    assert.equal(rows.length, answer.statusCode === 303 ? 1 : 0, `name ${index}: ${answer.statusCode}`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is what is tested
    assert.ok(!/[\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]/.test(rows[0]?.name_ar ?? ''), `name ${index} was stored with marks`);
  }
});
