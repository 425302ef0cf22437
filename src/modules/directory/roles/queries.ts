import { lockStatement, statement } from '#platform/db/statement.ts';

export interface GrantRow {
  readonly id: string;
  readonly person_id: string;
  readonly role: string;
  readonly scope_kind: 'instance' | 'country' | 'entity' | 'programme';
  readonly scope_id: string | null;
  readonly granted_by: string | null;
  readonly granted_at: Date;
  readonly ended_at: Date | null;
}
const grant = 'id, person_id, role, scope_kind, scope_id, granted_by, granted_at, ended_at';

export const insertGrant = statement(
  'directory.insert-grant',
  'insert into directory.role_grants (id, person_id, role, scope_kind, scope_id, granted_by, granted_at) values ($1, $2, $3, $4, $5, $6, $7)',
);
export const selectGrants = statement<GrantRow>(
  'directory.select-grants',
  `select ${grant} from directory.role_grants where person_id = $1 order by granted_at, id`,
);
export const lockGrant = lockStatement<GrantRow>('directory.lock-grant', `select ${grant} from directory.role_grants where id = $1 for update`);
export const endGrant = statement('directory.end-grant', 'update directory.role_grants set ended_at = $2 where id = $1');
export const selectGrant = statement<GrantRow>('directory.select-grant', `select ${grant} from directory.role_grants where id = $1`);
export const selectSameGrant = statement<{ id: string }>(
  'directory.select-same-grant',
  `select id from directory.role_grants
   where person_id = $1 and role = $2 and scope_kind = $3 and scope_id is not distinct from $4 and ended_at is null limit 1`,
);
export const selectHolders = statement<{ person_id: string; scope_kind: string; scope_id: string | null }>(
  'directory.select-holders',
  'select person_id, scope_kind, scope_id from directory.role_grants where role = any($1) and ended_at is null',
);
export const selectRoleRules = statement<{ role: string; second_factor: boolean }>(
  'directory.select-role-rules',
  'select role, second_factor from directory.role_rules',
);
export const upsertRoleRule = statement(
  'directory.upsert-role-rule',
  'insert into directory.role_rules (role, second_factor) values ($1, $2) on conflict (role) do update set second_factor = excluded.second_factor',
);

export interface ActorRow {
  readonly account_id: string;
  readonly person_id: string;
  readonly name_ar: string | null;
  readonly name_en: string | null;
  readonly second_factor: boolean;
  readonly grants: { role: string; kind: string; id: string | null; below: string[] | null; second_factor: boolean }[] | null;
}
/** The open grants of person p, each entity scope with everything below it. */
const openGrants = `(select jsonb_agg(jsonb_build_object('role', g.role, 'kind', g.scope_kind, 'id', g.scope_id, 'second_factor', coalesce(r.second_factor, false),
        'below', case when g.scope_kind = 'entity' then (
           with recursive down as (
             select e.id from directory.entities e where e.id = g.scope_id::uuid
             union
             select c.id from directory.entities c join down on c.parent_id = down.id
           ) select jsonb_agg(down.id) from down) end))
      from directory.role_grants g left join directory.role_rules r on r.role = g.role
      where g.person_id = p.id and g.ended_at is null) as grants`;

/** One row: the sign-in's person and roles. */
export const selectActor = statement<ActorRow & { readonly sign_in_id: string; readonly seen_at: Date }>(
  'directory.select-actor',
  `select s.id as sign_in_id, a.id as account_id, p.id as person_id, p.name_ar, p.name_en, s.second_factor, s.seen_at, ${openGrants}
   from directory.sign_ins s join directory.accounts a on a.id = s.account_id join directory.people p on p.id = a.person_id
   where s.token_hash = $1 and s.ended_at is null and s.ends_at > $2 and s.seen_at > $2::timestamptz - interval '12 hours' and a.disabled_at is null`,
);
/** One row: a person with an open account and their roles, as one who gave a second factor or did not. */
export const selectPersonActor = statement<ActorRow>(
  'directory.select-person-actor',
  `select a.id as account_id, p.id as person_id, p.name_ar, p.name_en, $2::boolean as second_factor, ${openGrants}
   from directory.accounts a join directory.people p on p.id = a.person_id where p.id = $1 and a.disabled_at is null limit 1`,
);
/** One row: the token with its person and roles, whether or not it still holds. */
export const selectTokenActor = statement<
  ActorRow & {
    readonly token_id: string;
    readonly scopes: string[];
    readonly ends_at: Date;
    readonly revoked_at: Date | null;
    readonly last_used_at: Date | null;
    readonly disabled_at: Date | null;
  }
>(
  'directory.select-token-actor',
  `select t.id as token_id, t.scopes, t.ends_at, t.revoked_at, t.last_used_at, t.second_factor, a.id as account_id, a.disabled_at, p.id as person_id, p.name_ar, p.name_en, ${openGrants}
   from directory.tokens t join directory.accounts a on a.id = t.account_id join directory.people p on p.id = a.person_id where t.token_hash = $1`,
);
export const touchSignIn = statement('directory.touch-sign-in', 'update directory.sign_ins set seen_at = $2 where id = $1');
/** Accounts of people who hold the programme office at the instance and are not of the demonstration set. */
export const countAdministrators = statement<{ count: number }>(
  'directory.count-administrators',
  `select count(*)::int as count from directory.role_grants g join directory.people p on p.id = g.person_id join directory.accounts a on a.person_id = p.id
   where g.role = 'programme-office' and g.scope_kind = 'instance' and g.ended_at is null and p.origin <> 'demo' and a.disabled_at is null`,
);

export interface AdministratorRow {
  readonly person_id: string;
  readonly origin: 'record' | 'fact' | 'demo';
}
/** Everyone who can open the programme office's pages, held until the transaction ends: two who take each other's role away wait here. */
export const lockAdministrators = lockStatement<AdministratorRow>(
  'directory.lock-administrators',
  `select g.person_id, p.origin from directory.role_grants g join directory.people p on p.id = g.person_id join directory.accounts a on a.person_id = p.id
   where g.role = 'programme-office' and g.scope_kind = 'instance' and g.ended_at is null and a.disabled_at is null
   order by g.id for no key update of g, a`,
);
