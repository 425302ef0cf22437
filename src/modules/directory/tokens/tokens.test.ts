import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { modules } from '#main/modules.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { accountScope } from '#platform/http/bearer.ts';
import { rawMessage } from '#platform/i18n/messages.ts';
import { hiddenFields } from '#platform/testing/test-node.ts';

const office = 'hanan.satri@example.org';
const coordinator = 'greta.uplander@example.org';
let node: DemoNode;
before(async () => {
  node = await startDemoNode();
});
after(() => node.close());

/** Which token it is in the database. */
const idOf = async (token: string): Promise<string> =>
  (await node.superPool.query<{ id: string }>('select id from directory.tokens where token_hash = sha256($1::bytea)', [Buffer.from(token)])).rows[0]?.id ?? '';

/** Makes a token as a person does, and reads it from the page that shows it. */
async function makeToken(email: string, scopes: string[], days = '30'): Promise<string> {
  const visitor = await node.as(email);
  const made = await visitor.submit('/en/me/tokens', '/en/me/tokens', { name: `Program of ${scopes.join(' ')}`, scopes, days });
  assert.equal(made.statusCode, 200, made.body.slice(0, 600));
  const token = /value="(tbd_[\w-]{43})"/.exec(made.body)?.[1];
  assert.ok(token, 'the token stands on the page');
  const { body } = await visitor.get('/en/me/tokens');
  assert.ok(!body.includes(token), 'and on no other page after it');
  return token;
}

const call = (url: string, headers: Record<string, string>, payload?: unknown) =>
  node.app.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url: `/api/v1${url}`,
    headers: { ...headers, ...(payload !== undefined && { 'content-type': 'application/json' }) },
    ...(payload !== undefined && { payload: JSON.stringify(payload) }),
  });
const by = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
const problem = (answer: { statusCode: number; body: string }) => [answer.statusCode, (JSON.parse(answer.body) as { code: string }).code];

test('a token does what its scopes say and nothing else its person may do', async () => {
  const token = await makeToken(office, ['vocabulary.edit']);
  assert.equal((await call('/practices', by(token))).statusCode, 200);
  assert.equal((await call('/vocabularies/cofog/07/edit', by(token))).statusCode, 200);
  assert.deepEqual(problem(await call('/people', by(token))), [403, 'token.scope']);
  assert.deepEqual(problem(await call('/me', by(token))), [403, 'token.scope']);
  assert.deepEqual(problem(await call('/practices', by(token), { entity: 'QM-HEALTH', orig: 'en', title: { en: 'x' } })), [403, 'token.scope']);
  assert.equal((await call('/practices/QS-0004?version=working', by(token))).statusCode, 404, 'a draft its person may read stays hidden without the scope');
  assert.deepEqual(JSON.parse((await call('/audit', by(token))).body).entries, [], 'nor what a public page shows its person in addition');
});

test('a token with the account scope reads the person’s own pages, and makes no other token', async () => {
  const token = await makeToken(coordinator, [accountScope]);
  assert.equal((await call('/me', by(token))).statusCode, 200);
  assert.equal((await call('/me/tokens', by(token), { name: 'more', scopes: [accountScope], days: '365' })).statusCode, 404);
  const byForm = await node.app.inject({
    method: 'POST',
    url: '/en/me/tokens',
    headers: { ...by(token), 'content-type': 'application/x-www-form-urlencoded' },
    payload: `name=more&scopes=${accountScope}&days=365`,
  });
  assert.equal(byForm.statusCode, 401, 'pages do not know tokens');
});

test('what a token writes is its person’s act, and the log names the token', async () => {
  const token = await makeToken(coordinator, ['practices.write', 'practices.edit']);
  const saved = await call(
    '/practices/QS-0004/edit',
    { ...by(token), 'if-match': String((await call('/practices/QS-0004/edit', by(token))).headers.etag) },
    { subtitle: { en: 'By a program' } },
  );
  assert.equal(saved.statusCode, 200, saved.body);
  const entry = await node.superPool.query<{ body: Buffer }>(
    "select body from audit.entries where position('practices.practice.saved'::bytea in body) > 0 order by at desc, id desc limit 1",
  );
  const { actor } = JSON.parse(entry.rows[0]?.body.toString('utf8') ?? '{}');
  assert.equal(actor.kind, 'person');
  assert.equal(actor.token, await idOf(token));
});

test('past its end, revoked, altered or of a closed account, a token is refused and says why', async () => {
  const before = node.clock.now;
  const short = await makeToken(coordinator, [accountScope], '7');
  const revoked = await makeToken(coordinator, [accountScope]);
  const id = await idOf(revoked);
  assert.equal((await call('/me', by(revoked))).statusCode, 200);
  const other = await node.as(office);
  const { body } = await other.get('/en/me/tokens');
  assert.equal(
    (await other.post(`/en/me/tokens/${id}/revoke`, { _csrf: hiddenFields(body)._csrf ?? '' })).statusCode,
    404,
    'nobody revokes another person’s token',
  );
  assert.equal((await (await node.as(coordinator)).submit('/en/me/tokens', `/en/me/tokens/${id}/revoke`, {})).statusCode, 303);
  const after = await call('/me', { ...by(revoked), 'accept-language': 'ar' });
  assert.deepEqual(problem(after), [401, 'token.revoked']);
  assert.match(String(after.headers['www-authenticate']), /error="invalid_token"/);
  assert.match(JSON.parse(after.body).title, /أُلغي/);

  node.clock.now = new Date(before.getTime() + 7 * 86_400_000 - 1);
  assert.equal((await call('/me', by(short))).statusCode, 200);
  node.clock.now = new Date(before.getTime() + 7 * 86_400_000);
  assert.deepEqual(problem(await call('/me', by(short))), [401, 'token.ended']);
  assert.deepEqual(problem(await call('/practices', by(short))), [401, 'token.ended'], 'even for what anybody may read');
  node.clock.now = before;

  assert.deepEqual(problem(await call('/me', by(`${short.slice(0, -1)}${short.endsWith('A') ? 'B' : 'A'}`))), [401, 'token.unknown']);
  for (const authorization of ['Basic YTpi', 'Bearer', 'Bearer ', 'Bearer x', `Bearer ${'a'.repeat(2_000)}`, `Bearer ${short} ${short}`, 'Bearer tbd_\u00e9'])
    assert.deepEqual(problem(await call('/practices', { authorization })), [401, 'token.unknown'], authorization.slice(0, 40));

  await node.superPool.query('update directory.accounts set disabled_at = now() where email = $1', [coordinator]);
  node.clock.now = new Date(before.getTime() + 2_000);
  assert.deepEqual(problem(await call('/me', by(short))), [401, 'token.unknown']);
  await node.superPool.query('update directory.accounts set disabled_at = null where email = $1', [coordinator]);
});

test('beside a token a cookie does not count, so the two never add up', async () => {
  const token = await makeToken(coordinator, ['practices.write']);
  const signedIn = await node.as(office);
  assert.equal((await signedIn.get('/api/v1/people')).statusCode, 200);
  assert.equal((await signedIn.get('/api/v1/people', by(token))).statusCode, 403);
  assert.deepEqual(problem(await signedIn.get('/api/v1/people', { authorization: 'Bearer none' })), [401, 'token.unknown']);
});

test('a role that rests without a second factor rests for a token made without one', async () => {
  const token = await makeToken(office, ['vocabulary.edit']);
  await node.superPool.query('update directory.tokens set second_factor = false where id = $1', [await idOf(token)]);
  await node.superPool.query("insert into directory.role_rules (role, second_factor) values ('programme-office', true)");
  assert.equal((await call('/vocabularies/cofog/07/edit', by(token))).statusCode, 403);
  await node.superPool.query('delete from directory.role_rules');
});

test('a form is refused with what is wrong, and keeps what was typed', async () => {
  const visitor = await node.as(coordinator);
  const cases: [Record<string, string | string[]>, RegExp][] = [
    [{ name: '', scopes: [accountScope], days: '30' }, /الاسم|اسم الرمز/],
    [{ name: 'برنامج', scopes: [], days: '30' }, /صلاحية واحدة على الأقل/],
    [{ name: 'برنامج', scopes: ['directory.people'], days: '30' }, /directory\.people/],
    [{ name: 'برنامج', scopes: [accountScope], days: '3650' }, /3650/],
  ];
  for (const [fields, said] of cases) {
    const answer = await visitor.submit('/ar/me/tokens', '/ar/me/tokens', fields);
    assert.equal(answer.statusCode, 400, JSON.stringify(fields));
    assert.match(answer.body, said);
    if (fields.name) assert.ok(answer.body.includes('value="برنامج"'));
  }
  const { rows } = await node.superPool.query("select 1 from directory.tokens where name = 'برنامج'");
  assert.equal(rows.length, 0);
});

test('only a hash is stored, and twenty open tokens are the most', async () => {
  const token = await makeToken('ghassan.hasif@example.org', [accountScope]);
  const { rows } = await node.superPool.query<{ row: string }>('select t::text as row from directory.tokens t');
  assert.ok(rows.every(({ row }) => !row.includes(token.slice(4))));
  for (let n = 1; n < 20; n += 1) await makeToken('ghassan.hasif@example.org', [accountScope]);
  const answer = await (await node.as('ghassan.hasif@example.org')).submit('/en/me/tokens', '/en/me/tokens', {
    name: 'one more',
    scopes: [accountScope],
    days: '7',
  });
  assert.equal(answer.statusCode, 422);
});

test('every permission is named in both languages on the page that offers it as a scope', () => {
  const scopes = [accountScope, ...modules.flatMap((module) => Object.keys(module.permissions))];
  for (const language of ['ar', 'en'] as const)
    assert.deepEqual(
      scopes.filter((scope) => rawMessage(language, `scope.${scope}`) === undefined),
      [],
    );
});
