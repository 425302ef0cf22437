import type pg from 'pg';
import { uuidv7 } from '#platform/values/ids.ts';

/** The columns of the permission matrix: each is one person (or nobody), with one role at one scope. */
export const roleColumns = {
  visitor: { about: 'nobody signed in' },
  plain: { about: 'an account without a role' },
  office: { about: 'programme office', email: 'hanan.satri@example.org' },
  'office-author': { about: 'programme office and reviewer, who wrote the record herself' },
  partner: { about: 'partnership manager at the instance', email: 'nawal.jusour@example.org' },
  'partner-far': { about: 'partnership manager of one programme' },
  focal: { about: "focal point of the record's country", email: 'khalil.marasi@example.org' },
  'focal-far': { about: 'focal point of another country', email: 'marian.tidewell@example.org' },
  author: { about: 'coordinator of the entity, who wrote the record', email: 'jasim.mahalli@example.org' },
  coordinator: { about: 'coordinator of the entity above, who did not write the record' },
  'coordinator-far': { about: 'coordinator of an entity of another country', email: 'rima.tabibi@example.org' },
  ambassador: { about: 'excellence ambassador of the entity', email: 'mona.shiraa@example.org' },
  'ambassador-far': { about: 'excellence ambassador of another entity' },
  reviewer: { about: 'reviewer who made the first check', email: 'samia.mizan@example.org' },
  'reviewer-2': { about: 'a second reviewer', email: 'tobias.quillhart@example.org' },
  'reviewer-far': { about: 'reviewer of another country' },
  'reviewer-conflicted': { about: 'reviewer who declared a conflict of interest with the entity' },
  'office-conflicted': { about: 'programme office, with such a conflict' },
  translator: { about: 'translator at the instance', email: 'dana.fasih@example.org' },
  'translator-far': { about: 'translator of another entity' },
  auditor: { about: 'auditor', email: 'saad.daqiq@example.org' },
} as const satisfies Readonly<Record<string, { readonly about: string; readonly email?: string }>>;
export type RoleColumn = keyof typeof roleColumns;
export const roleColumnNames = Object.keys(roleColumns) as RoleColumn[];

/** What the demonstration set has nobody for. Entities are named by their code. */
const added: Partial<Record<RoleColumn, readonly (readonly [role: string, scope: string, of: string | null])[]>> = {
  plain: [],
  'office-author': [
    ['programme-office', 'instance', null],
    ['reviewer', 'instance', null],
  ],
  'partner-far': [['partnership-manager', 'programme', 'some-programme']],
  coordinator: [['entity-coordinator', 'entity', 'QR-GOV']],
  'ambassador-far': [['excellence-ambassador', 'entity', 'QM-HEALTH']],
  'reviewer-far': [['reviewer', 'country', 'QN']],
  'reviewer-conflicted': [['reviewer', 'instance', null]],
  'office-conflicted': [['programme-office', 'instance', null]],
  'translator-far': [['translator', 'entity', 'QM-HEALTH']],
};

export interface MatrixPerson {
  readonly email: string;
  readonly personId: string;
}

/** Adds the people that the demonstration set lacks, and gives everybody's e-mail and id. Written past the application, as superuser. */
export async function addSingleRolePeople(superPool: pg.Pool): Promise<ReadonlyMap<RoleColumn, MatrixPerson>> {
  for (const [column, grants] of Object.entries(added)) await addPerson(superPool, `${column}@example.org`, column, grants ?? []);
  const people = new Map<RoleColumn, MatrixPerson>();
  for (const column of roleColumnNames) {
    if (column === 'visitor') continue;
    const { email = `${column}@example.org` } = roleColumns[column] as { email?: string };
    const { rows } = await superPool.query<{ person_id: string }>('select person_id from directory.accounts where email = $1', [email]);
    if (!rows[0]) throw new Error(`the demonstration set has no ${email}`);
    people.set(column, { email, personId: rows[0].person_id });
  }
  for (const column of ['reviewer-conflicted', 'office-conflicted'] as const)
    await superPool.query(
      "insert into review.conflicts select $1, id, 'worked there', now() from directory.entities where code = 'QR-CITY' on conflict do nothing",
      [people.get(column)?.personId],
    );
  return people;
}

/** One more person with an account and roles. */
export async function addPerson(
  superPool: pg.Pool,
  email: string,
  name: string,
  grants: readonly (readonly [role: string, scope: string, of: string | null])[],
): Promise<string> {
  const id = uuidv7();
  await superPool.query("insert into directory.people (id, name_ar, name_en, origin, created_at) values ($1, $2, $3, 'demo', now())", [
    id,
    `شخص ${name}`,
    name,
  ]);
  await superPool.query(
    `insert into directory.accounts (id, person_id, email, password_hash, created_at)
     select $1, $2, $3, password_hash, now() from directory.accounts limit 1`,
    [uuidv7(), id, email],
  );
  for (const [role, scope, of] of grants)
    await superPool.query(
      `insert into directory.role_grants (id, person_id, role, scope_kind, scope_id, granted_at)
       values ($1, $2, $3, $4, case when $4 = 'entity' then (select id::text from directory.entities where code = $5) else $5 end, now())`,
      [uuidv7(), id, role, scope, of],
    );
  return id;
}
