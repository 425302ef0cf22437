import { routes } from '#main/modules.ts';
import { type DemoNode, searchLoaded } from '#main/testing/demo-node.ts';
import { copyMaker, type PracticeCopy } from '#main/testing/practice-copies.ts';
import { emptyTarget, pathOfCall, routeCalls } from '#main/testing/route-calls.ts';
import { addPerson, addSingleRolePeople, type MatrixPerson, type RoleColumn, roleColumnNames } from '#main/testing/single-role-people.ts';
import { addressesOf } from '#platform/http/server.ts';
import type { Visitor } from '#platform/testing/test-node.ts';
import { uuidv7 } from '#platform/values/ids.ts';

/*
 * Non-interference: two databases that differ only in what a reader may not know give that reader the same
 * bytes at every address. One database is taken, and the other is made of it by changing one hidden thing as
 * superuser, past the application; afterwards it is put back.
 */

/** One hidden thing: who may know of it (written from the policy, not asked of it), and how it is made another. */
interface Secret {
  readonly name: string;
  readonly seenBy: readonly RoleColumn[];
  /** Who may not know it and may yet move the practice on: their moves are left out. */
  readonly movedBy?: readonly RoleColumn[];
  /** The practice it is about, for choosing addresses near it. */
  readonly code?: string;
  /** SQL that changes it, and SQL that puts it back; `$1` is a text nobody else has. */
  readonly change: string;
  readonly restore: string;
}

const office = ['office', 'office-author'] as const;
/** A declared conflict hides practices, not people. */
const offices = [...office, 'office-conflicted'] as const;
/** Who knows of an unpublished record of QR-CITY while it is written; reviewers besides while it is with them. */
const inside = [...office, 'focal', 'author', 'coordinator', 'ambassador', 'translator'] as const;
const reviewing = [...inside, 'reviewer', 'reviewer-2'] as const;

type Copies = Readonly<Record<'draft' | 'submitted' | 'checked' | 'returned' | 'revising' | 'archived' | 'reviewed', PracticeCopy>>;

const textOf = (copy: PracticeCopy, version: number): Pick<Secret, 'code' | 'change' | 'restore'> => {
  const row = `practice_id = '${copy.id}' and no = ${version}`;
  return {
    code: copy.code,
    change: `create table if not exists public.kept as select * from practices.versions where ${row};
      update practices.versions set content = jsonb_set(jsonb_set(content, '{title,texts,en,text}', to_jsonb('SECRET'::text)), '{problem,texts,ar,text}', to_jsonb('SECRET'::text)), written_at = now() where ${row};
      update practices.practices set updated_at = now() + interval '1 hour', rev = rev + 1 where id = '${copy.id}'`,
    restore: `update practices.versions v set content = k.content, written_at = k.written_at from public.kept k where v.practice_id = k.practice_id and v.no = k.no;
      update practices.practices set updated_at = updated_at - interval '1 hour', rev = rev - 1 where id = '${copy.id}'; drop table public.kept`,
  };
};

function secretsOf(copies: Copies, people: ReadonlyMap<RoleColumn, MatrixPerson>, subject: string): Secret[] {
  const id = (column: RoleColumn): string => people.get(column)?.personId ?? '';
  const hidden = uuidv7();
  return [
    { name: 'text of a draft', seenBy: inside, ...textOf(copies.draft, 1) },
    { name: 'text of a submitted version', seenBy: reviewing, ...textOf(copies.submitted, 1) },
    { name: 'text of a checked version', seenBy: reviewing, ...textOf(copies.checked, 1) },
    { name: 'text of a returned version', seenBy: inside, ...textOf(copies.returned, 1) },
    { name: 'text of the next version', seenBy: inside, ...textOf(copies.revising, 2) },
    { name: 'text of an archived practice', seenBy: inside, ...textOf(copies.archived, 1) },
    {
      name: 'that there is another draft',
      seenBy: inside,
      change: `insert into practices.practices (id, code, entity_id, country_code, author_id, orig, state, version, card, divisions, stage, origin, created_at, updated_at)
        select '${hidden}', 'QR-9999', entity_id, country_code, author_id, orig, state, version, card, divisions, stage, origin, created_at, updated_at from practices.practices p where id = '${copies.draft.id}';
        insert into practices.versions select (jsonb_populate_record(v, jsonb_build_object('practice_id', '${hidden}'))).* from practices.versions v where practice_id = '${copies.draft.id}'`,
      restore: `delete from practices.practices where id = '${hidden}'`,
      code: 'QR-9999',
    },
    {
      name: 'the state of the next version',
      seenBy: reviewing,
      code: copies.revising.code,
      change: `update practices.practices set state = 'submitted', rev = rev + 1, updated_at = updated_at + interval '1 hour' where id = '${copies.revising.id}'`,
      restore: `update practices.practices set state = 'draft', rev = rev - 1, updated_at = updated_at - interval '1 hour' where id = '${copies.revising.id}'`,
    },
    {
      name: 'the grade given to a version before publication',
      seenBy: reviewing,
      code: copies.reviewed.code,
      change: `update practices.versions set grade = 'E4' where practice_id = '${copies.reviewed.id}'`,
      restore: `update practices.versions set grade = 'E2' where practice_id = '${copies.reviewed.id}'`,
    },
    {
      name: 'a result of a draft',
      seenBy: inside,
      code: copies.draft.code,
      change: `update measures.indicators set kind = 'output' where subject_id = '${copies.draft.id}:1'`,
      restore: `update measures.indicators set kind = 'outcome' where subject_id = '${copies.draft.id}:1'`,
    },
    {
      name: 'the note of a reviewer',
      seenBy: [...office, 'reviewer'],
      movedBy: ['reviewer-2', 'author', 'coordinator'],
      code: copies.checked.code,
      change: `update review.opinions o set note = note || 'SECRET', scores = scores || '{"clarity":1}' from review.reviews r where r.id = o.review_id and r.subject_id = '${copies.checked.id}'`,
      restore: `update review.opinions o set note = replace(note, 'SECRET', ''), scores = scores - 'clarity' from review.reviews r where r.id = o.review_id and r.subject_id = '${copies.checked.id}'`,
    },
    {
      name: 'what a reviewer told the author',
      seenBy: inside,
      code: copies.returned.code,
      change: `update review.comments c set text = text || 'SECRET' from review.reviews r where r.id = c.review_id and r.subject_id = '${copies.returned.id}'`,
      restore: `update review.comments c set text = replace(text, 'SECRET', '') from review.reviews r where r.id = c.review_id and r.subject_id = '${copies.returned.id}'`,
    },
    {
      name: 'who is not impartial towards another entity',
      seenBy: [...office, 'reviewer-far'],
      change: `insert into review.conflicts select '${id('reviewer-far')}', id, 'SECRET', now() from directory.entities where code = 'QM-HEALTH'`,
      restore: `delete from review.conflicts where reason = 'SECRET'`,
    },
    {
      name: 'what somebody was told',
      seenBy: ['plain'],
      change: `insert into directory.notices values ('${hidden}', '${id('plain')}', 'practices.notice.published', '{"title":{"orig":"en","texts":{"en":{"text":"SECRET","status":"original","rev":1}}}}', '/practices/QM-0001', now())`,
      restore: `delete from directory.notices where id = '${hidden}'`,
    },
    {
      name: 'what somebody looks for',
      seenBy: ['plain'],
      change: `insert into search.saved_searches (id, person_id, name, filters, seen, looked_at, fresh, fresh_at, created_at) values ('${hidden}', '${id('plain')}', 'SECRET', '{"q":"SECRET"}', '{}', now(), 1, now(), now())`,
      restore: `delete from search.saved_searches where id = '${hidden}'`,
    },
    {
      name: 'the address of an account',
      seenBy: offices,
      change: `update directory.accounts set email = 'secret-' || email where person_id = '${subject}'`,
      restore: `update directory.accounts set email = replace(email, 'secret-', '') where person_id = '${subject}'`,
    },
    {
      name: 'that somebody is signed in',
      seenBy: [...offices, 'plain'],
      change: `insert into directory.sign_ins select '${hidden}', sha256('${hidden}'), id, 'SECRET', true, now(), now(), now() + interval '1 day', null from directory.accounts where person_id = '${id('plain')}'`,
      restore: `delete from directory.sign_ins where id = '${hidden}'`,
    },
    {
      name: 'an invitation',
      seenBy: offices,
      change: `insert into directory.invitations (id, token_hash, email, role, scope_kind, created_at, expires_at) values ('${hidden}', sha256('${hidden}'), 'secret@example.org', 'auditor', 'instance', now(), now() + interval '1 day')`,
      restore: `delete from directory.invitations where id = '${hidden}'`,
    },
    {
      name: 'a role of somebody',
      seenBy: offices,
      change: `insert into directory.role_grants (id, person_id, role, scope_kind, granted_at) values ('${hidden}', '${subject}', 'auditor', 'instance', now())`,
      restore: `delete from directory.role_grants where id = '${hidden}'`,
    },
    {
      name: 'an agreement that nobody signed yet',
      seenBy: [...offices, 'partner', 'focal'],
      change: `insert into partnerships.agreements (id, ref, type, title, state, created_at, updated_at) values ('${hidden}', 'SECRET', 'mou', '{"orig":"en","texts":{"en":{"text":"SECRET","status":"original","rev":1}}}', 'negotiating', now(), now());
        insert into partnerships.parties values ('${hidden}', 0, 'QR', null, null), ('${hidden}', 1, 'QS', null, null)`,
      restore: `delete from partnerships.agreements where id = '${hidden}'`,
    },
    {
      name: 'a need, to those who have not signed in',
      seenBy: roleColumnNames.filter((column) => column !== 'visitor'),
      change: `update exchange.needs set state = 'matched', title = jsonb_set(title, '{texts,en,text}', '"SECRET"'), updated_at = now() where no = 4`,
      restore: `update exchange.needs n set state = 'open', title = jsonb_set(title, '{texts,en,text}', to_jsonb('A need'::text)) where no = 4`,
    },
    {
      name: 'a membership of somebody',
      seenBy: offices,
      change: `insert into directory.memberships values ('${subject}', 'academics')`,
      restore: `delete from directory.memberships where person_id = '${subject}'`,
    },
  ];
}

/** Numbers from a seed, so that a run can be repeated. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const moves = /^practices\.(submit|withdraw|revise|archive|restore|check|decide|return|publish|save)$/;

/** Proof fields of forms are made anew for each page; everything else must be the same. */
const withoutKeys = (body: string): string => body.replace(/name="_(key|csrf)" value="[^"]*"/g, '');

const hands = { reviewer: 'samia.mizan@example.org', secondReviewer: 'tobias.quillhart@example.org', office: 'hanan.satri@example.org' };

/** The copies that secrets are in, made by the product's own acts. */
async function makeCopies(node: DemoNode, author: MatrixPerson): Promise<Copies> {
  const copyOf = copyMaker(node, hands);
  const made: Partial<Record<keyof Copies, PracticeCopy>> = {};
  for (const [index, state] of (['draft', 'submitted', 'checked', 'returned', 'revising', 'archived', 'reviewed'] as const).entries())
    made[state] = await copyOf(state, `QR-${9_700 + index}`, author);
  return made as Copies;
}

interface Request {
  readonly method: 'GET' | 'POST';
  readonly address: string;
  readonly body?: Readonly<Record<string, unknown>>;
}
const get = (address: string): Request => ({ method: 'GET', address });

/**
 * Every GET address of the product, near one practice, and every move of it: whoever may not know is refused, and the
 * refusal is the same. Left out are /audit and /health: they count all acts by design, and reading a review is one.
 */
function requestsNear(code: string, personId: string): Request[] {
  const target = { ...emptyTarget, code, personId };
  const own = Object.keys(routeCalls).flatMap((call) => {
    const route = routes.find(({ name }) => name === call.split('+')[0]);
    if (!route || /^trust\.(log|head)$/.test(route.name)) return [];
    const { html, json } = addressesOf(route);
    const made = routeCalls[call]?.(target) ?? {};
    const path = pathOfCall(route.path, made);
    if (route.method === 'POST') return moves.test(route.name) ? [{ method: 'POST' as const, address: `/api/v1${path}`, body: made.body ?? {} }] : [];
    const home = path === '/';
    return [...(html ? [`/ar${home ? '' : path}`, `/en${home ? '' : path}`] : []), ...(json ? [`/api/v1${home ? '/home' : path}`] : [])].map(get);
  });
  const searches = ['SECRET', 'licence', 'رخصة', code].flatMap((q) =>
    ['/ar/practices', '/en/practices', '/api/v1/practices'].map((path) => get(`${path}?q=${encodeURIComponent(q)}`)),
  );
  return [...own, ...searches, get('/en/practices?country=QR'), get('/ar/practices?grade=E2')];
}

export interface NonInterferenceResult {
  readonly pairs: number;
  readonly answers: number;
  readonly kinds: number;
  readonly differences: readonly string[];
}

/** Compares `pairs` pairs of databases, each at `perPair` random addresses of a random reader. */
export async function runNonInterference(
  node: DemoNode,
  { pairs, perPair, seed }: { pairs: number; perPair: number; seed: number },
): Promise<NonInterferenceResult> {
  await searchLoaded(node);
  const people = await addSingleRolePeople(node.superPool);
  const subject = await addPerson(node.superPool, 'subject.of.secrets@example.org', 'subject of secrets', []);
  const secrets = secretsOf(await makeCopies(node, people.get('author') as MatrixPerson), people, subject);
  const visitors = new Map<RoleColumn, Visitor>();
  for (const column of roleColumnNames) {
    const visitor = await node.as(people.get(column)?.email);
    // The first page gives the cookie of forms.
    await visitor.get('/en/sign-in');
    visitors.set(column, visitor);
  }
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const differences: string[] = [];
  let answers = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    const secret = secrets[pair % secrets.length] as Secret;
    const column = pick(roleColumnNames.filter((name) => !secret.seenBy.includes(name)));
    // Of a secret that is no practice, the reader may well be somebody who may move one.
    const near = requestsNear(secret.code ?? 'QR-9700', subject).filter(({ method }) => method === 'GET' || (secret.code && !secret.movedBy?.includes(column)));
    const requests = Array.from({ length: perPair }, () => pick(near));
    const visitor = visitors.get(column) as Visitor;
    const look = async (): Promise<string[]> => {
      const seen: string[] = [];
      for (const { method, address, body: sent } of requests) {
        const { statusCode, headers, body } = method === 'GET' ? await visitor.get(address) : await visitor.json(address, sent);
        if (method === 'POST' && statusCode < 400) differences.push(`${secret.name}: ${column} did ${address}`);
        seen.push(`${statusCode} ${headers.location ?? ''} ${headers.etag ?? ''}\n${withoutKeys(body)}`);
      }
      return seen;
    };
    const before = await look();
    await node.superPool.query(secret.change);
    const after = await look();
    await node.superPool.query(secret.restore);
    answers += requests.length * 2;
    for (const [index, { method, address }] of requests.entries())
      if (before[index] !== after[index])
        differences.push(`${secret.name}: ${column} at ${method} ${address}: ${firstDifference(before[index] ?? '', after[index] ?? '')}`);
  }
  return { pairs, answers, kinds: secrets.length, differences };
}

function firstDifference(before: string, after: string): string {
  let at = 0;
  while (before[at] === after[at]) at += 1;
  return `…${before.slice(Math.max(0, at - 60), at + 60)}… became …${after.slice(Math.max(0, at - 60), at + 60)}…`.replaceAll('\n', ' ');
}
