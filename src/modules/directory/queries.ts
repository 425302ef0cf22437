import { statement } from '#platform/db/statement.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';

export interface CountryRow {
  readonly code: string;
  readonly name: LocalizedText;
  readonly aliases: LocalizedText[];
  readonly listed: boolean;
  readonly origin: 'cldr' | 'operator' | 'demo';
  readonly rev: number;
}
export interface EntityRow {
  readonly id: string;
  readonly code: string;
  readonly country_code: string | null;
  readonly type: string;
  readonly parent_id: string | null;
  readonly name: LocalizedText;
  readonly aliases: LocalizedText[];
  readonly origin: 'record' | 'fact' | 'demo';
  readonly source: Source | null;
  readonly rev: number;
}
/** Where a fact comes from and what its source leaves open. */
export interface Source {
  readonly document: string;
  readonly note?: LocalizedText | null;
  readonly unverified?: boolean;
}
export interface PersonRow {
  readonly id: string;
  readonly name_ar: string | null;
  readonly name_en: string | null;
  readonly name_orig: string | null;
  readonly spelling_checked: boolean;
  readonly form: 'm' | 'f' | null;
  readonly job_title: LocalizedText | null;
  readonly entity_id: string | null;
  readonly origin: 'record' | 'fact' | 'demo';
  readonly source: Source | null;
  readonly rev: number;
}

const country = 'code, name, aliases, listed, origin, rev';
const entity = 'id, code, country_code, type, parent_id, name, aliases, origin, source, rev';
const person = 'id, name_ar, name_en, name_orig, spelling_checked, form, job_title, entity_id, origin, source, rev';

export const selectCountries = statement<CountryRow>('directory.select-countries', `select ${country} from directory.countries order by code`);
export const selectCountry = statement<CountryRow>('directory.select-country', `select ${country} from directory.countries where code = $1`);
export const lockCountry = statement<CountryRow>('directory.lock-country', `select ${country} from directory.countries where code = $1 for update`);
export const insertCountry = statement<{ code: string }>(
  'directory.insert-country',
  `insert into directory.countries (code, name, aliases, listed, origin) values ($1, $2, $3, $4, $5) on conflict (code) do nothing returning code`,
);
export const updateCountry = statement(
  'directory.update-country',
  'update directory.countries set name = $2, aliases = $3, listed = $4, rev = rev + 1 where code = $1',
);

export const selectEntities = statement<EntityRow>('directory.select-entities', `select ${entity} from directory.entities order by code`);
export const selectEntityByCode = statement<EntityRow>('directory.select-entity-by-code', `select ${entity} from directory.entities where code = $1`);
export const selectEntitiesById = statement<EntityRow>('directory.select-entities-by-id', `select ${entity} from directory.entities where id = any($1)`);
export const selectEntitiesOfCountry = statement<EntityRow>(
  'directory.select-entities-of-country',
  `select ${entity} from directory.entities where country_code = $1 order by code`,
);
export const selectChildren = statement<EntityRow>('directory.select-children', `select ${entity} from directory.entities where parent_id = $1 order by code`);
export const lockEntity = statement<EntityRow>('directory.lock-entity', `select ${entity} from directory.entities where id = $1 for update`);
export const insertEntity = statement<{ id: string }>(
  'directory.insert-entity',
  `insert into directory.entities (id, code, country_code, type, parent_id, name, aliases, origin, source, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (code) do nothing returning id`,
);
export const updateEntity = statement(
  'directory.update-entity',
  'update directory.entities set country_code = $2, type = $3, parent_id = $4, name = $5, aliases = $6, rev = rev + 1 where id = $1',
);
/** The entity itself and everything above it, nearest first. */
export const selectAncestors = statement<EntityRow>(
  'directory.select-ancestors',
  `with recursive up as (
     select e.*, 0 as depth from directory.entities e where e.id = $1
     union all
     select p.*, up.depth + 1 from directory.entities p join up on p.id = up.parent_id where up.depth < 20
   ) select ${entity} from up order by depth`,
);

export const selectPeople = statement<PersonRow & { entity_name: LocalizedText | null; email: string | null; roles: string[] }>(
  'directory.select-people',
  `select ${person
    .split(', ')
    .map((column) => `p.${column}`)
    .join(', ')}, e.name as entity_name, a.email,
     array(select g.role from directory.role_grants g where g.person_id = p.id and g.ended_at is null order by g.role) as roles
   from directory.people p left join directory.entities e on e.id = p.entity_id left join directory.accounts a on a.person_id = p.id
   where ($1::text is null or p.name_ar ilike $1 or p.name_en ilike $1 or p.name_orig ilike $1 or a.email ilike $1)
   order by coalesce(p.name_ar, p.name_en) limit 500`,
);
export const selectPeopleById = statement<PersonRow>('directory.select-people-by-id', `select ${person} from directory.people where id = any($1)`);
export const selectPerson = statement<PersonRow>('directory.select-person', `select ${person} from directory.people where id = $1`);
export const selectPeopleOfEntity = statement<PersonRow>(
  'directory.select-people-of-entity',
  `select ${person} from directory.people where entity_id = $1 order by coalesce(name_ar, name_en)`,
);
export const lockPerson = statement<PersonRow>('directory.lock-person', `select ${person} from directory.people where id = $1 for update`);
export const insertPerson = statement(
  'directory.insert-person',
  `insert into directory.people (id, name_ar, name_en, name_orig, spelling_checked, form, job_title, entity_id, origin, source, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);
export const updatePerson = statement(
  'directory.update-person',
  'update directory.people set name_ar = $2, name_en = $3, name_orig = $4, spelling_checked = $5, form = $6, job_title = $7, entity_id = $8, rev = rev + 1 where id = $1',
);
export const selectMemberships = statement<{ category: string }>(
  'directory.select-memberships',
  'select category from directory.memberships where person_id = $1 order by category',
);
export const replaceMemberships = statement(
  'directory.replace-memberships',
  `with gone as (delete from directory.memberships where person_id = $1 and category <> all($2::text[]))
   insert into directory.memberships (person_id, category) select $1, unnest($2::text[]) on conflict do nothing`,
);
