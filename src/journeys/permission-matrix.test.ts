import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { routes } from '#main/modules.ts';
import { type DemoNode, searchLoaded, startDemoNode } from '#main/testing/demo-node.ts';
import { copyMaker, type PracticeCopy, type PracticeCopyState, practiceStates } from '#main/testing/practice-copies.ts';
import { type CallTarget, emptyTarget, flatFields, pathOfCall, routeCalls } from '#main/testing/route-calls.ts';
import { routesMarkdown } from '#main/testing/routes-table.ts';
import { addPerson, addSingleRolePeople, type MatrixPerson, type RoleColumn, roleColumnNames } from '#main/testing/single-role-people.ts';
import type { Route } from '#platform/http/route.ts';
import { addressesOf } from '#platform/http/server.ts';
import { projectRoot } from '#platform/root.ts';
import { hiddenFields, type Visitor } from '#platform/testing/test-node.ts';
import { uuidv7 } from '#platform/values/ids.ts';

/*
 * Every route × address × role × state against permission-matrix.expected.tsv, which is written by hand
 * from the policy and read here as text. A cell says what the answer is: ok, sign (sign in first), no
 * (403), hidden (404) or rule (400, 409, 422). A refused write must have changed nothing; a write that
 * was done is undone before the next cell. Pages are asked in Arabic and in English by turns, cell by cell.
 */

interface Row {
  readonly call: string;
  readonly state: PracticeCopyState | '-';
  readonly expected: Readonly<Record<RoleColumn, string>>;
}

const rows: Row[] = (() => {
  const [head = '', ...lines] = readFileSync(fileURLToPath(new URL('./permission-matrix.expected.tsv', import.meta.url)), 'utf8')
    .trimEnd()
    .split('\n');
  assert.deepEqual(head.split('\t').slice(2), roleColumnNames, 'the columns of the expected table are the roles of single-role-people.ts');
  return lines.map((line) => {
    const [call = '', state = '', ...cells] = line.split('\t');
    assert.equal(cells.length, roleColumnNames.length, `cells of ${call} ${state}`);
    return { call, state: state as Row['state'], expected: Object.fromEntries(roleColumnNames.map((name, index) => [name, cells[index]])) as Row['expected'] };
  });
})();

let node: DemoNode;
let people: ReadonlyMap<RoleColumn, MatrixPerson>;
const visitors = new Map<RoleColumn, { visitor: Visitor; csrf: string }>();
const copies = new Map<string, PracticeCopy>();
let common: CallTarget;

const emailOf = (column: RoleColumn): string | undefined => people.get(column)?.email;
const signIn = async (column: RoleColumn) => {
  const visitor = await node.as(emailOf(column));
  return { visitor, csrf: hiddenFields((await visitor.get('/ar/sign-in')).body)._csrf ?? '' };
};

before(async () => {
  node = await startDemoNode();
  await searchLoaded(node);
  people = await addSingleRolePeople(node.superPool);
  for (const column of roleColumnNames) visitors.set(column, await signIn(column));
  const copy = copyMaker(node, { reviewer: emailOf('reviewer') ?? '', secondReviewer: emailOf('reviewer-2') ?? '', office: emailOf('office') ?? '' });
  for (const [index, column] of (['author', 'office-author'] as const).entries())
    for (const [at, state] of practiceStates.entries())
      copies.set(`${column} ${state}`, await copy(state, `QR-${9100 + index * 100 + at}`, people.get(column) as MatrixPerson));
  const { rows: concepts } = await node.superPool.query<{ ar: { text: string; rev: number }; en: { text: string; rev: number } }>(
    "select label->'texts'->'ar' as ar, label->'texts'->'en' as en from vocabulary.concepts where scheme = 'cofog' and code = '07'",
  );
  const label = concepts[0];
  assert.ok(label);
  common = {
    ...emptyTarget,
    concept: { scheme: 'cofog', code: '07', rev: label.ar.rev + label.en.rev, ar: label.ar.text, en: label.en.text },
    personId: await addPerson(node.superPool, 'subject@example.org', 'subject', []),
    entryId: await sealedEntry(),
    foreignSignIn: await signInOf('callum.brinewick@example.org'),
    foreignList: await savedList(uuidv7(), null),
    sharedKey: 'shared-list-of-the-permission-matrix',
    invitation: (await openInvitation('invitation-of-the-permission-matrix-00000000')).token,
  };
  await savedList(uuidv7(), common.sharedKey);
  await collection('draft-of-the-matrix', 'draft');
});
after(() => node.close());

async function sealedEntry(): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { rows: found } = await node.superPool.query<{ entry_id: string }>('select entry_id from audit.leaves join audit.heads on seq < size limit 1');
    if (found[0]) return found[0].entry_id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no entry was sealed within ten seconds');
}

async function signInOf(email: string): Promise<string> {
  const id = uuidv7();
  await node.superPool.query(
    `insert into directory.sign_ins (id, token_hash, account_id, agent, second_factor, created_at, seen_at, ends_at)
     select $1::uuid, sha256($1::text::bytea), id, 'another', true, now(), now(), now() + interval '1 day' from directory.accounts where email = $2`,
    [id, email],
  );
  return id;
}

async function openInvitation(token: string): Promise<{ id: string; token: string }> {
  const id = uuidv7();
  await node.superPool.query(
    `insert into directory.invitations (id, token_hash, email, role, scope_kind, created_at, expires_at)
     values ($1, sha256($2::bytea), $2 || '@example.org', 'auditor', 'instance', now(), now() + interval '1 day')`,
    [id, token],
  );
  return { id, token };
}

/** A list of saved practices, shared under `key` if there is one. */
async function savedList(personId: string, key: string | null): Promise<string> {
  const id = uuidv7();
  await node.superPool.query(
    "insert into practices.saved_lists (id, person_id, name, share_key, created_at, updated_at) values ($1, $2, 'a list', $3, now(), now())",
    [id, personId, key],
  );
  return id;
}

async function collection(slug: string, state: 'draft' | 'published'): Promise<void> {
  const text = JSON.stringify({
    orig: 'ar',
    texts: { ar: { text: 'نص', status: 'original', rev: 1 }, en: { text: 'text', status: 'human', rev: 1, basedOn: 1 } },
  });
  await node.superPool.query('delete from practices.collections where slug = $1', [slug]);
  await node.superPool.query(
    `with made as (insert into practices.collections (id, slug, title, introduction, state, origin, created_at, updated_at)
       values ($1, $2, $3, $3, $4, 'record', now(), now()) returning id)
     insert into practices.collection_items (collection_id, position, practice_id) select made.id, 1, p.id from made, practices.practices p where p.code = 'QM-0001'`,
    [uuidv7(), slug, text, state],
  );
}

/** The need of QR-CITY as the call finds it: answered where an answer is taken back or the need is met, ended where it is opened again. */
async function needOfTheMatrix(call: string): Promise<void> {
  const answered = call === 'exchange.drop-answer' || call === 'exchange.meet-need';
  const state = answered ? 'matched' : call === 'exchange.reopen-need' ? 'withdrawn' : 'open';
  await node.superPool.query('update exchange.needs set state = $1, rev = 1 where no = 6', [state]);
  await node.superPool.query("delete from thread.links l using exchange.needs n where l.to_kind = 'need' and l.to_id = n.id::text and n.no = 6");
  if (answered)
    await node.superPool.query(
      `insert into thread.links (id, from_kind, from_id, verb, to_kind, to_id, created_at)
       select gen_random_uuid(), 'practice', p.id, 'answers', 'need', n.id, now() from practices.practices p, exchange.needs n where p.code = 'QM-0004' and n.no = 6`,
    );
}

/** The agreement of the matrix as it was at first; the one that a call made is gone. */
async function agreementOfTheMatrix(): Promise<void> {
  await node.superPool.query("update partnerships.agreements set rev = 1, state = 'in_force' where ref = 'QR-QM-2025'");
  await node.superPool.query("delete from partnerships.agreements where ref = 'OF-THE-MATRIX'");
}

let answers = 0;
let letters = 0;
/** What an administrative call is about, as it was at first: each call may change it. */
async function freshSubject(call: string): Promise<Partial<CallTarget>> {
  const { personId } = common;
  letters += 1;
  const fresh = `X${String.fromCharCode(65 + (letters % 26))}`;
  const subject = { fresh: call === 'directory.add-country' ? fresh : `${fresh}${letters}`, grantId: uuidv7() };
  await node.superPool.query('update directory.people set rev = 1 where id = $1', [personId]);
  await node.superPool.query("update directory.entities set rev = 1 where code = 'QM-WATER'");
  await node.superPool.query("update directory.countries set rev = 1 where code = 'QS'");
  await node.superPool.query("delete from directory.countries where code like 'X%'");
  await node.superPool.query('update directory.accounts set disabled_at = $2 where person_id = $1', [
    personId,
    call === 'directory.enable' ? new Date() : null,
  ]);
  await node.superPool.query('delete from directory.role_grants where person_id = $1', [personId]);
  await node.superPool.query('update review.criteria_revision set rev = 1');
  if (call.endsWith('-collection')) await collection('of-the-matrix', call === 'practices.unpublish-collection' ? 'published' : 'draft');
  if (call.startsWith('exchange.')) await needOfTheMatrix(call);
  if (call.startsWith('partnerships.')) await agreementOfTheMatrix();
  if (call === 'directory.end-role')
    await node.superPool.query(
      "insert into directory.role_grants (id, person_id, role, scope_kind, granted_at) values ($1, $2, 'auditor', 'instance', now())",
      [subject.grantId, personId],
    );
  return { ...subject, ...(call === 'directory.withdraw-invitation' && { invitationId: (await openInvitation(`to-be-withdrawn-${letters}`)).id }) };
}

const routeOf = (call: string): Route | undefined => routes.find((route) => route.name === call.split('+')[0]);

/** The class of an answer, in the words of the expected table. */
function classOf(status: number, location: string | undefined): string {
  if (status === 401 || (status === 303 && /^\/(ar|en)\/sign-in\?next=/.test(location ?? ''))) return 'sign';
  if (status === 403) return 'no';
  if (status === 404) return 'hidden';
  if (status === 400 || status === 409 || status === 422) return 'rule';
  return status === 200 || status === 303 ? 'ok' : String(status);
}

type Address = 'ar' | 'en' | 'api';

async function answerOf(route: Route, call: string, column: RoleColumn, address: Address, target: CallTarget): Promise<string> {
  const made = routeCalls[call]?.(target) ?? {};
  const path = pathOfCall(route.path, made);
  const url = address === 'api' ? `/api/v1${path === '/' ? '/home' : path}` : `/${address}${path === '/' ? '' : path}`;
  const leaves = route.name === 'directory.sign-out';
  const { visitor, csrf } = leaves ? await signIn(column) : (visitors.get(column) as { visitor: Visitor; csrf: string });
  const answer =
    route.method === 'GET'
      ? await visitor.get(url)
      : address === 'api'
        ? await visitor.json(url, made.body ?? {})
        : await visitor.post(url, { _csrf: csrf, ...flatFields(made.body ?? {}) });
  return classOf(answer.statusCode, answer.headers.location as string | undefined);
}

async function differencesOf({ call, state, expected }: Row): Promise<string[]> {
  const route = routeOf(call);
  assert.ok(route, `the expected table has ${call}, the route table does not: remove the row`);
  assert.ok(routeCalls[call], `say how ${call} is called in src/main/testing/route-calls.ts`);
  const { html, json } = addressesOf(route);
  const differences: string[] = [];
  const touched = new Set<PracticeCopy>();
  const turn = rows.findIndex((row) => row.call === call && row.state === state);
  for (const [index, column] of roleColumnNames.entries()) {
    const language = (turn + index) % 2 === 0 ? 'ar' : 'en';
    const addresses: Address[] = [...(html ? [language] : []), ...(json ? ['api'] : [])] as Address[];
    const copy = state === '-' ? undefined : copies.get(`${column === 'office-author' ? 'office-author' : 'author'} ${state}`);
    for (const address of addresses) {
      const email = emailOf(column);
      const ownSignIn = call.endsWith('+own') && email ? await signInOf(email) : uuidv7();
      const owner = people.get(column)?.personId;
      const ownList = call.endsWith('-list') && owner ? await savedList(owner, null) : uuidv7();
      const subject = state === '-' && route.method === 'POST' ? await freshSubject(call) : {};
      const target = { ...common, ...subject, ownSignIn, ownList, code: copy?.code ?? '', rev: copy?.rev ?? 1, readingId: copy?.readingId ?? '' };
      const got = await answerOf(route, call, column, address, target);
      answers += 1;
      if (got !== expected[column]) differences.push(`${call} ${state} ${column} ${address}: expected ${expected[column]}, got ${got}`);
      if (copy && route.method === 'POST') {
        if (got === 'ok') await copy.snapshot.restore();
        else touched.add(copy);
      }
    }
  }
  for (const copy of touched) {
    if (await copy.snapshot.unchanged()) continue;
    differences.push(`${call} ${state}: a refused call changed ${copy.code}`);
    await copy.snapshot.restore();
  }
  return differences;
}

test('every route has its rows in the permission matrix', () => {
  const missing = routes.filter((route) => !rows.some((row) => row.call.split('+')[0] === route.name)).map((route) => route.name);
  assert.deepEqual(missing, [], 'add rows to src/journeys/permission-matrix.expected.tsv and calls to src/main/testing/route-calls.ts');
  const known = new Set(routes.map((route) => route.name));
  assert.deepEqual(
    Object.keys(routeCalls).filter((call) => !known.has(call.split('+')[0] ?? '')),
    [],
    'calls of routes that no longer are',
  );
  const states = new Map<string, Set<string>>();
  for (const { call, state } of rows) states.set(call, (states.get(call) ?? new Set()).add(state));
  for (const [call, given] of states) if (!given.has('-')) assert.deepEqual([...given].sort(), [...practiceStates].sort(), `${call} has a row for every state`);
});

for (const call of new Set(rows.map((row) => row.call))) {
  test(`${call} answers every role as the table says`, async () => {
    const differences: string[] = [];
    for (const row of rows.filter((one) => one.call === call)) differences.push(...(await differencesOf(row)));
    assert.equal(differences.length, 0, `${differences.length} cells differ:\n${differences.join('\n')}`);
  });
}

test('the matrix has no fewer than twenty thousand answers', (t) => {
  t.diagnostic(`${answers} answers`);
  assert.ok(answers >= 20_000, `${answers} answers`);
});

test('docs/routes.md is what the route table says', () => {
  const file = join(projectRoot, 'docs/routes.md');
  if (process.env.UPDATE_DOCS === '1') writeFileSync(file, routesMarkdown());
  assert.equal(readFileSync(file, 'utf8'), routesMarkdown(), 'run again with UPDATE_DOCS=1');
});
