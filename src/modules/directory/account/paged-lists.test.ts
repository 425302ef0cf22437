import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import type { Visitor } from '#platform/testing/test-node.ts';

let node: DemoNode;
let office: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  office = await node.as('hanan.satri@example.org');
  await node.superPool.query(
    `insert into directory.sign_ins (id, token_hash, account_id, agent, second_factor, created_at, seen_at, ends_at)
     select gen_random_uuid(), sha256(n::text::bytea), a.id, 'device ' || n, true, now(), $1::timestamptz - (n % 3) * interval '1 minute', $1::timestamptz + interval '1 day'
     from generate_series(1, 120) n, directory.accounts a where a.email = 'hanan.satri@example.org'`,
    [node.clock.now],
  );
  await node.superPool.query(
    `insert into directory.tokens (id, token_hash, account_id, name, scopes, second_factor, created_at, ends_at)
     select gen_random_uuid(), sha256(('token ' || n)::bytea), a.id, 'token ' || n, '{account}', true, $1::timestamptz - (n % 5) * interval '1 hour',
       $1::timestamptz + case when n % 4 = 0 then interval '1 day' else - interval '1 minute' end
     from generate_series(1, 120) n, directory.accounts a where a.email = 'hanan.satri@example.org'`,
    [node.clock.now],
  );
  await node.superPool.query(
    `insert into directory.invitations (id, token_hash, email, role, scope_kind, created_at, expires_at)
     select gen_random_uuid(), sha256(('invitation ' || n)::bytea), 'guest' || n || '@example.org', 'auditor', 'instance', $1::timestamptz - (n % 7) * interval '1 hour', $1::timestamptz + interval '1 day'
     from generate_series(1, 120) n`,
    [node.clock.now],
  );
});
after(() => node.close());

interface Listed {
  readonly items: { id: string }[];
  readonly next: string | null;
}
interface Tokens {
  readonly items: { endsAt: string }[];
  readonly next: string | null;
}
const read = async (path: string) => (await office.get(`/api/v1${path}`)).json<Listed>();

for (const path of ['/me/sign-ins', '/me/tokens', '/invitations'])
  test(`${path} is given in pages, each row once, in one order`, async () => {
    const walked: string[] = [];
    let pages = 0;
    for (let next: string | null = ''; next !== null; pages += 1) {
      const page: Listed = await read(`${path}?limit=50&after=${next}`);
      walked.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    assert.ok(walked.length >= 120 && pages >= 3, `${walked.length} rows on ${pages} pages`);
    assert.equal(new Set(walked).size, walked.length);
    const hundred = await read(`${path}?limit=100`);
    assert.deepEqual(
      walked.slice(0, 100),
      hundred.items.map(({ id }) => id),
    );
    const first = (await office.get(`/en${path}`)).body;
    const after = /after=([0-9a-f-]{36})/.exec(first)?.[1];
    assert.equal(after, walked[49], 'the page of fifty leads on to the next');
    assert.ok((await office.get(`/ar${path}?after=${after}`)).body.includes('بداية القائمة'));
    assert.deepEqual((await read(`${path}?after=nonsense`)).items[0]?.id, walked[0], 'a wrong place is the beginning');
  });

test('the tokens that hold come before those that do not, across pages', async () => {
  const states: boolean[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page: Tokens = (await office.get(`/api/v1/me/tokens?limit=25&after=${next}`)).json<Tokens>();
    states.push(...page.items.map(({ endsAt }) => new Date(endsAt) > node.clock.now));
    next = page.next;
  }
  assert.equal(states.lastIndexOf(true) + 1, states.filter(Boolean).length);
});

test('another’s sign-in or token is no place in one’s own list', async () => {
  const stranger = await node.as('saad.daqiq@example.org');
  const { items } = await read('/me/sign-ins?limit=1');
  const seen = (await stranger.get(`/api/v1/me/sign-ins?after=${items[0]?.id}`)).json<Listed>();
  assert.deepEqual(seen.items, []);
});

test('those who may import find it in the navigation, others do not', async () => {
  assert.ok((await office.get('/ar')).body.includes('href="/ar/imports"'));
  assert.ok(!(await (await node.as('saad.daqiq@example.org')).get('/ar')).body.includes('href="/ar/imports"'));
});
