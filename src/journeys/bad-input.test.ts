import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Response } from 'light-my-request';
import { routes } from '#main/modules.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { brokenBodies, choices, fieldsOf, hostileJson, hostileTexts, withField } from '#main/testing/hostile-input.ts';
import { copyMaker, type PracticeCopy, type PracticeCopyState } from '#main/testing/practice-copies.ts';
import { type Call, type CallTarget, flatFields, pathOfCall, routeCalls } from '#main/testing/route-calls.ts';
import { addPerson } from '#main/testing/single-role-people.ts';
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
  return {
    code: copy?.code ?? 'QR-0003',
    rev: copy?.rev ?? 1,
    readingId: copy?.readingId ?? '',
    entryId: uuidv7(),
    foreignSignIn: uuidv7(),
    ownSignIn: uuidv7(),
    invitation: 'none',
  };
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
function complaintsOf(answer: Response, address: 'ar' | 'en' | 'api', language: Language): string[] {
  const found: string[] = [];
  const status = answer.statusCode;
  if (status >= 500) return [`status ${status} ${answer.body.slice(0, 200)}`];
  const type = String(answer.headers['content-type'] ?? '');
  if (status < 400) return [];
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

/** The typed text as the page must show it again, or undefined when the form has no such field. */
function isShownAgain(answer: Response, name: string, value: string): boolean {
  if (answer.statusCode === 403 || answer.statusCode === 404 || answer.statusCode < 400) return true;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a page cannot hold them, and a text field of a browser does not send them
  if (value === '' || value.length > 1_000 || /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]/.test(value)) return true;
  if (/password/i.test(name) || !answer.body.includes(`name="${name}"`)) return true;
  return textOf(answer.body).includes(value);
}

async function send(
  route: Route,
  address: 'ar' | 'en' | 'api',
  body: unknown,
  { language = 'ar', copy }: { language?: Language; copy?: PracticeCopy | undefined } = {},
): Promise<Response> {
  const path = pathOfCall(route.path, callOf(route, copy));
  return address === 'api'
    ? visitor.json(`/api/v1${path}`, body, { 'accept-language': language })
    : visitor.post(`/${address}${path}`, { _csrf: csrf, ...flatFields(body as Record<string, unknown>) });
}

for (const route of quietPosts) {
  test(`${route.name} refuses or takes whatever stands in its fields`, async () => {
    const { html, json } = addressesOf(route);
    const { pick } = choices(seed);
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
    for (const field of fieldsOf(route).filter((name) => !(name in params))) {
      const texts = Object.entries(hostileTexts).filter(([kind]) => !slow.has(route.name) || ['nul', 'lone surrogate', 'megabyte', 'script'].includes(kind));
      const others = Object.entries(hostileJson).filter(() => !slow.has(route.name));
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
  'QR-9001%00',
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
    const { html, json } = addressesOf(route);
    const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] as string);
    for (const name of names) {
      for (const [index, hostile] of hostilePaths.entries()) {
        const filled = names.reduce((path, one) => path.replace(`:${one}`, one === name ? hostile : one === 'code' ? 'QR-0003' : '1'), route.path);
        const language = index % 2 === 0 ? 'ar' : 'en';
        for (const address of [...(html ? [language] : []), ...(json ? (['api'] as const) : [])] as const) {
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
    const { html, json } = addressesOf(route);
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
      for (const address of [...(html ? [language] : []), ...(json ? (['api'] as const) : [])] as const) {
        const url = address === 'api' ? `/api/v1${base === '/' ? '/home' : base}?${query}` : `/${address}${base === '/' ? '' : base}?${query}`;
        const answer = await visitor.get(url, { 'accept-language': language });
        for (const complaint of complaintsOf(answer, address, language)) complaints.push(`${url.slice(0, 120)}: ${complaint}`);
      }
    }
  }
  assert.equal(complaints.length, 0, `${complaints.length}:\n${complaints.slice(0, 40).join('\n')}`);
});
