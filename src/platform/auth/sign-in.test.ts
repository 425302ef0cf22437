import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { modules, routes } from '#main/modules.ts';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { demoPassword } from '#modules/directory/load/load-demo.ts';
import { tokenHash } from '#modules/directory/roles/load-actor.ts';
import { addressesOf, signInCookie } from '#platform/http/server.ts';
import { Visitor } from '#platform/testing/test-node.ts';
import { uuidv7 } from '#platform/values/ids.ts';
import { newTotpSecret, totpCode } from './totp.ts';

const hour = 3_600_000;
const cookieName = signInCookie('http://localhost:3000');

let node: DemoNode;
before(async () => {
  node = await startDemoNode({ worker: false });
});
after(() => node.close());
beforeEach(() => node.superPool.query('delete from directory.sign_in_failures; delete from directory.role_rules'));

const wait = (ms: number): void => {
  node.clock.now = new Date(node.clock.now.getTime() + ms);
};

/** A browser at the sign-in page. */
class SignInPage {
  readonly visitor = new Visitor(node.app);
  private csrf = '';
  async open(): Promise<this> {
    const { body } = await this.visitor.get('/en/sign-in');
    this.csrf = /name="_csrf" value="([^"]+)"/.exec(body)?.[1] ?? '';
    return this;
  }
  signIn = (email: string, password: string) => this.visitor.post('/en/sign-in', { _csrf: this.csrf, email, password });
  giveCode = (ticket: string, code: string) => this.visitor.post('/en/sign-in/code', { _csrf: this.csrf, ticket, code });
  /** Signs in as far as the page that asks for the code, and gives the ticket. */
  async ticket(email: string): Promise<string> {
    const { headers } = await this.signIn(email, demoPassword);
    return new URL(String(headers.location), 'http://x').searchParams.get('ticket') ?? '';
  }
}
const signInPage = (): Promise<SignInPage> => new SignInPage().open();
const isSignedIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/api/v1/me')).statusCode === 200;

/** An open sign-in whose second factor was not given. */
async function withoutSecondFactor(email: string): Promise<Visitor> {
  const token = randomBytes(32).toString('base64url');
  const now = node.clock.read();
  await node.superPool.query(
    `insert into directory.sign_ins (id, token_hash, account_id, agent, second_factor, created_at, seen_at, ends_at)
     select $1, $2, id, 'test', false, $3, $3, $4 from directory.accounts where email = $5`,
    [uuidv7(), tokenHash(token), now, new Date(now.getTime() + 168 * hour), email],
  );
  return new Visitor(node.app).carry(cookieName, token);
}

/** What differs by design: the proofs of the form and the address that was typed. */
const withoutProofs = (body: string, email: string): string => body.replaceAll(email, 'EMAIL').replace(/name="(_csrf|_key)" value="[^"]*"/g, 'name="$1"');
const withoutLength = ({ 'content-length': _, date: __, ...headers }: Record<string, unknown>): unknown => headers;

test('an unknown address, a wrong password and a disabled account get the same status, headers and bytes', async () => {
  await node.superPool.query("update directory.accounts set disabled_at = now() where email = 'basel.shuab@example.org'");
  const page = await signInPage();
  const tries = [
    ['nobody.at-all@example.org', demoPassword],
    ['rima.tabibi@example.org', 'palm-lantern-ferry-72'],
    ['basel.shuab@example.org', demoPassword],
  ] as const;
  const answers = [];
  for (const [email, password] of tries) {
    const { statusCode, headers, body } = await page.signIn(email, password);
    answers.push({ statusCode, headers: withoutLength(headers), body: withoutProofs(body, email) });
  }
  assert.equal(answers[0]?.statusCode, 422);
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  await node.superPool.query('update directory.accounts set disabled_at = null');
});

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

test('an unknown address takes as long as a wrong password: medians of nine differ by less than 10 %', async (t) => {
  const page = await signInPage();
  const differences: number[] = [];
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    await node.superPool.query('delete from directory.sign_in_failures');
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let i = 0; i < 9; i += 1) {
      for (const kind of i % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        const before = performance.now();
        await page.signIn(kind === 'known' ? 'rima.tabibi@example.org' : 'nobody.at-all@example.org', 'palm-lantern-ferry-72');
        times[kind].push(performance.now() - before);
      }
    }
    const [known, unknown] = [median(times.known), median(times.unknown)];
    differences.push(Math.abs(known - unknown) / Math.max(known, unknown));
    t.diagnostic(`medians ${known.toFixed(0)} ms and ${unknown.toFixed(0)} ms`);
    if ((differences.at(-1) ?? 1) < 0.1) return;
  }
  assert.fail(`differences ${differences.map((d) => `${(d * 100).toFixed(1)} %`).join(', ')}`);
});

test('the right password signs in, with a new cookie that scripts cannot read, and nothing of it is stored', async () => {
  const page = await signInPage();
  const answer = await page.signIn(' Rima.Tabibi@example.org ', demoPassword);
  assert.equal(answer.statusCode, 303);
  const cookie = answer.cookies.find(({ name }) => name === cookieName);
  assert.equal(cookie?.httpOnly, true);
  assert.equal(cookie?.sameSite, 'Lax');
  const { rows } = await node.superPool.query<{ n: number }>("select count(*)::int as n from directory.sign_ins where encode(token_hash, 'escape') like $1", [
    `%${cookie?.value}%`,
  ]);
  assert.equal(rows[0]?.n, 0);
  assert.equal(await isSignedIn(page.visitor), true);
});

test('after ten failures in an hour an address rests for the rest of it; whoever is signed in stays so', async () => {
  const owner = await node.as('rima.tabibi@example.org');
  const page = await signInPage();
  await page.signIn('rima.tabibi@example.org', 'wrong-wrong-wrong');
  await node.superPool.query('update directory.sign_in_failures set failures = 9');
  assert.equal((await page.signIn('rima.tabibi@example.org', 'wrong-wrong-wrong')).statusCode, 422, 'the tenth');
  const before = performance.now();
  const rested = await page.signIn('rima.tabibi@example.org', demoPassword);
  assert.equal(rested.statusCode, 429);
  assert.ok(performance.now() - before < 200, 'no hash is computed');
  assert.ok(Number(rested.headers['retry-after']) > 3_500 && Number(rested.headers['retry-after']) <= 3_600, String(rested.headers['retry-after']));
  assert.equal(await isSignedIn(owner), true);
  assert.equal((await page.signIn('sana.nabii@example.org', demoPassword)).statusCode, 303, 'other addresses are not touched');
  wait(hour + 1_000);
  assert.equal((await (await signInPage()).signIn('rima.tabibi@example.org', demoPassword)).statusCode, 303);
});

test('an address that nobody has rests in the same way', async () => {
  const page = await signInPage();
  await page.signIn('nobody.at-all@example.org', 'wrong-wrong-wrong');
  await node.superPool.query('update directory.sign_in_failures set failures = 10');
  assert.equal((await page.signIn('nobody.at-all@example.org', 'wrong-wrong-wrong')).statusCode, 429);
});

test('guesses sent at once do not outrun the count: at most twenty are evaluated for an address in an hour', async () => {
  const page = await signInPage();
  await page.signIn('rima.tabibi@example.org', 'wrong-wrong-wrong');
  await node.superPool.query('update directory.sign_in_failures set failures = 9');
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => page.signIn('rima.tabibi@example.org', `wrong-wrong-${i}`)));
  const evaluated = answers.filter((answer) => answer.statusCode !== 429).length;
  assert.ok(evaluated <= 11, `${evaluated} evaluated`);
});

/** Gives an account of the demonstration set a second factor. */
async function addSecondFactor(email: string): Promise<string> {
  const secret = newTotpSecret();
  await node.superPool.query('update directory.accounts set totp_secret = $2, totp_confirmed_at = now(), totp_last_step = null where email = $1', [
    email,
    secret,
  ]);
  return secret;
}

test('a code of the second factor works once', async () => {
  const email = 'sana.nabii@example.org';
  const secret = await addSecondFactor(email);
  const page = await signInPage();
  const ticket = await page.ticket(email);
  assert.equal(await isSignedIn(page.visitor), false, 'the password alone opens nothing');
  const code = totpCode(secret, node.clock.now);
  assert.equal((await page.giveCode(ticket, code)).statusCode, 303);
  assert.equal(await isSignedIn(page.visitor), true);

  const again = await signInPage();
  const second = await again.ticket(email);
  assert.equal((await again.giveCode(second, code)).statusCode, 400, 'the same code again');
  assert.equal((await again.giveCode(ticket, code)).statusCode, 422, 'the ticket that was used');
  wait(30_000);
  assert.equal((await again.giveCode(second, totpCode(secret, node.clock.now))).statusCode, 303, 'the next code');
});

test('a ticket allows five tries, and ten minutes', async () => {
  const email = 'edith.harrowgate@example.org';
  const secret = await addSecondFactor(email);
  const page = await signInPage();
  const ticket = await page.ticket(email);
  const right = totpCode(secret, node.clock.now);
  const wrong = right === '000000' ? '111111' : '000000';
  for (let i = 1; i <= 5; i += 1) assert.equal((await page.giveCode(ticket, wrong)).statusCode, 400, `try ${i}`);
  assert.equal((await page.giveCode(ticket, right)).statusCode, 422, 'the sixth is not looked at');
  const late = await page.ticket(email);
  wait(600_001);
  assert.equal((await page.giveCode(late, totpCode(secret, node.clock.now))).statusCode, 422);
  assert.equal(await isSignedIn(page.visitor), false);
});

test('wrong codes are counted for the account: who knows the password cannot guess on with ticket after ticket', async () => {
  const email = 'callum.brinewick@example.org';
  const secret = await addSecondFactor(email);
  const page = await signInPage();
  for (let i = 0; i < 4; i += 1) {
    const ticket = await page.ticket(email);
    const right = totpCode(secret, node.clock.now);
    for (let j = 0; j < 5; j += 1) await page.giveCode(ticket, right === '000000' ? '111111' : '000000');
  }
  const ticket = await page.ticket(email);
  assert.notEqual((await page.giveCode(ticket, totpCode(secret, node.clock.now))).statusCode, 303, 'after twenty wrong codes the account rests');
});

const guarded = routes.filter(({ permission }) => permission !== 'public' && permission !== 'signed-in');
const filled = (path: string): string => path.replace(/:code|:id|:number|:scheme|:token/g, '1');

test('a role that asks for a second factor rests on every route until it is given', async () => {
  const roles = [...new Set(modules.flatMap(({ permissions }) => Object.values(permissions).flat()))];
  for (const role of roles) await node.superPool.query('insert into directory.role_rules values ($1, true)', [role]);
  const { rows } = await node.superPool.query<{ email: string; role: string }>(
    `select distinct on (g.role) a.email, g.role from directory.role_grants g join directory.accounts a on a.person_id = g.person_id order by g.role, a.email`,
  );
  let calls = 0;
  for (const { email } of rows) {
    const visitor = await withoutSecondFactor(email);
    assert.equal(await isSignedIn(visitor), true);
    for (const route of guarded) {
      const { html, json } = addressesOf(route);
      const addresses = [...(html ? [`/en${filled(route.path)}`] : []), ...(json ? [`/api/v1${filled(route.path)}`] : [])];
      for (const address of addresses) {
        const answer = route.method === 'GET' ? await visitor.get(address) : await visitor.json(address, {});
        calls += 1;
        assert.equal(answer.statusCode, 403, `${email} ${route.method} ${address}`);
      }
    }
  }
  assert.ok(rows.length >= 7 && calls > 200, `${rows.length} people, ${calls} calls`);
});

test('the role wakes with the second factor, and the pages of the set-up are open before', async () => {
  await node.superPool.query("insert into directory.role_rules values ('programme-office', true)");
  const office = await withoutSecondFactor('hanan.satri@example.org');
  assert.equal((await office.get('/en/reviews')).statusCode, 403);
  const setUp = await office.get('/en/me/second-factor');
  assert.equal(setUp.statusCode, 200);
  const { rows } = await node.superPool.query<{ totp_secret: string }>("select totp_secret from directory.accounts where email = 'hanan.satri@example.org'");
  const code = totpCode(rows[0]?.totp_secret ?? '', node.clock.now);
  assert.equal((await office.submit('/en/me/second-factor', '/en/me/second-factor', { code })).statusCode, 303);
  assert.equal((await office.get('/en/reviews')).statusCode, 200);
  wait(30_000);
  const next = totpCode(rows[0]?.totp_secret ?? '', node.clock.now);
  const remove = await office.submit('/en/me/second-factor', '/en/me/second-factor/remove', { code: next });
  assert.equal(remove.statusCode, 422, 'it cannot be taken off while the role asks for it');
});

test('every sign-in of an account ends at once when it is disabled', async () => {
  const visitors = await Promise.all([1, 2, 3].map(() => node.as('munir.sahawi@example.org')));
  for (const visitor of visitors) assert.equal(await isSignedIn(visitor), true);
  const { rows } = await node.superPool.query<{ person_id: string }>("select person_id from directory.accounts where email = 'munir.sahawi@example.org'");
  const office = await node.as('idris.mansouq@example.org');
  assert.equal((await office.json(`/api/v1/people/${rows[0]?.person_id}/disable`, {})).statusCode, 200);
  for (const visitor of visitors) assert.equal(await isSignedIn(visitor), false);
  assert.equal((await office.json(`/api/v1/people/${rows[0]?.person_id}/enable`, {})).statusCode, 200);
  for (const visitor of visitors) assert.equal(await isSignedIn(visitor), false, 'enabling opens no old sign-in');
});

test('a sign-in ends after twelve idle hours, and after seven days however busy', async () => {
  const idle = await node.as('khalil.marasi@example.org');
  assert.equal(await isSignedIn(idle), true);
  wait(12 * hour - 60_000);
  assert.equal(await isSignedIn(idle), true);
  wait(12 * hour + 1_000);
  assert.equal(await isSignedIn(idle), false);

  const busy = await node.as('khalil.marasi@example.org');
  for (let passed = 0; passed < 165; passed += 11) {
    assert.equal(await isSignedIn(busy), true, `after ${passed} hours`);
    wait(11 * hour);
  }
  assert.equal(await isSignedIn(busy), true);
  wait(3 * hour + 1_000);
  assert.equal(await isSignedIn(busy), false, 'after 168 hours');
});
