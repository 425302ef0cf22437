import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, dangerousSystem, type Scope, visitor } from '#platform/auth/actor.ts';
import { abilities, canSee, canSeeWorking, type PracticeFacts } from './policy.ts';
import { practiceWorkflow } from './workflow.ts';

const here = { kind: 'entity', id: 'e1', below: ['e1', 'e2'] } as const;
const elsewhere = { kind: 'entity', id: 'e9', below: ['e9'] } as const;
const everywhere = { kind: 'instance' } as const;
const coordinator = ['practices.write', 'practices.edit'];
const reviewing = ['practices.review', 'review.desk'];
const office = ['practices.write', 'practices.edit', 'practices.read-drafts', 'practices.review', 'practices.publish', 'review.desk'];
const translating = ['practices.edit', 'practices.translate', 'practices.read-drafts'];

const person = (personId: string, permissions: readonly string[] = [], scope: Scope = everywhere): Actor => ({
  ...visitor,
  kind: 'person',
  personId,
  grants: [{ role: 'some', scope, permissions: new Set(permissions) }],
});
const people = {
  visitor,
  stranger: person('stranger'),
  author: person('author', coordinator, here),
  colleague: person('colleague', coordinator, here),
  'coordinator elsewhere': person('far', coordinator, elsewhere),
  'reviewer who checked': person('checker', reviewing),
  'another reviewer': person('expert', reviewing),
  'reviewer elsewhere': person('far-reviewer', reviewing, { kind: 'country', id: 'QS' }),
  'reviewer who wrote it': { ...person('author', reviewing), grants: [...person('author', reviewing).grants, ...person('author', coordinator, here).grants] },
  translator: person('translator', translating),
  office: person('office', office),
  'office that wrote it': person('author', office),
} as const satisfies Readonly<Record<string, Actor>>;
type Who = keyof typeof people;

const facts = (state: string, publicState: PracticeFacts['publicState'] = null): PracticeFacts => ({
  state,
  publicState: state === 'published' || state === 'superseded' || state === 'stub' ? state : publicState,
  authorId: 'author',
  checkerId: state === 'checked' || state === 'reviewed' ? 'checker' : null,
  place: { entity: 'e2', country: 'QM' },
});
const may = (who: Who, state: string): string =>
  Object.entries(abilities(people[who], facts(state)))
    .flatMap(([ability, can]) => (can ? [ability] : []))
    .join(' ');

const asWriter = {
  stub: 'write link',
  draft: 'write submit link',
  submitted: 'withdraw link',
  checked: 'withdraw link',
  reviewed: 'link',
  published: 'revise confirm link',
  returned: 'write submit link',
  superseded: 'link',
};

/** What each person may do with a practice in each state; everything that is not here is refused. */
const table: Readonly<Record<Who, Readonly<Record<string, string>>>> = {
  visitor: {},
  stranger: {},
  author: asWriter,
  colleague: asWriter,
  'coordinator elsewhere': {},
  'reviewer who checked': { submitted: 'check return' },
  'another reviewer': { submitted: 'check return', checked: 'review return' },
  'reviewer elsewhere': {},
  'reviewer who wrote it': asWriter,
  translator: { draft: 'translate', returned: 'translate' },
  office: {
    stub: 'write archive link',
    draft: 'write submit link',
    submitted: 'withdraw check return link',
    checked: 'withdraw review return link',
    reviewed: 'return publish link',
    published: 'revise archive feature supersede confirm link',
    returned: 'write submit link',
    superseded: 'archive reinstate link',
    archived: 'restore',
  },
  'office that wrote it': {
    stub: 'write archive link',
    draft: 'write submit link',
    submitted: 'withdraw link',
    checked: 'withdraw link',
    reviewed: 'link',
    published: 'revise archive feature supersede confirm link',
    returned: 'write submit link',
    superseded: 'archive reinstate link',
    archived: 'restore',
  },
};
for (const who of Object.keys(table) as Who[]) {
  test(`what ${who} may do with a practice, state by state`, () => {
    for (const state of practiceWorkflow.states) assert.equal(may(who, state), table[who][state] ?? '', `${who}, ${state}`);
  });
}

test('whoever may do something may see it', () => {
  for (const [who, actor] of Object.entries(people))
    for (const state of practiceWorkflow.states) if (may(who as Who, state) !== '') assert.ok(canSee(actor, facts(state)), `${who}, ${state}`);
});

test('everybody sees what is published and stubs; what is being written its own side, its reviewers while it is with them, and the office', () => {
  const see = (who: Who, practice: PracticeFacts) =>
    `${canSee(people[who], practice) ? 'it' : ''} ${canSeeWorking(people[who], practice) ? 'working' : ''}`.trim();
  const cases: readonly (readonly [Who, string, string])[] = [
    ['visitor', 'published', 'it'],
    ['visitor', 'stub', 'it'],
    ['visitor', 'draft', ''],
    ['visitor', 'submitted', ''],
    ['visitor', 'reviewed', ''],
    ['visitor', 'archived', ''],
    ['stranger', 'draft', ''],
    ['coordinator elsewhere', 'draft', ''],
    ['author', 'draft', 'it working'],
    ['colleague', 'archived', 'it working'],
    ['another reviewer', 'draft', ''],
    ['another reviewer', 'submitted', 'it working'],
    ['another reviewer', 'returned', ''],
    ['another reviewer', 'archived', ''],
    ['reviewer elsewhere', 'submitted', ''],
    ['translator', 'draft', 'it working'],
    ['office', 'archived', 'it working'],
  ];
  for (const [who, state, expected] of cases) assert.equal(see(who, facts(state)), expected, `${who}, ${state}`);
  assert.equal(see('visitor', facts('draft', 'published')), 'it', 'the published version while the next is written');
  assert.equal(see('another reviewer', facts('draft', 'published')), 'it');
});

const conflicted = (state: string): PracticeFacts => ({ ...facts(state), conflicted: true });
test('whoever declared a conflict of interest with the owner neither sees nor does anything before publication, unless they write there', () => {
  for (const state of practiceWorkflow.states) {
    for (const who of ['reviewer who checked', 'another reviewer', 'office'] as const) {
      assert.equal(canSeeWorking(people[who], conflicted(state)), false, `${who}, ${state}`);
      assert.ok(
        Object.values(abilities(people[who], conflicted(state))).every((ability) => !ability),
        `${who}, ${state}`,
      );
    }
    assert.equal(canSeeWorking(people['reviewer who wrote it'], conflicted(state)), true, state);
  }
});

test('a program of the node may do what the state allows', () => {
  assert.equal(abilities(dangerousSystem('test'), facts('checked')).review, true);
  assert.equal(abilities(dangerousSystem('test'), facts('draft')).review, false);
});
