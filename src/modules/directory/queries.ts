import { lockStatement, statement } from '#platform/db/statement.ts';
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
export const selectListedCountriesAfter = statement<CountryRow>(
  'directory.select-listed-countries-after',
  `select ${country} from directory.countries where listed and code > $1 order by code limit $2`,
);
export const selectCountry = statement<CountryRow>('directory.select-country', `select ${country} from directory.countries where code = $1`);
export const lockCountry = lockStatement<CountryRow>('directory.lock-country', `select ${country} from directory.countries where code = $1 for update`);
export const insertCountry = statement<{ code: string }>(
  'directory.insert-country',
  `insert into directory.countries (code, name, aliases, listed, origin) values ($1, $2, $3, $4, $5) on conflict (code) do nothing returning code`,
);
export const updateCountry = statement(
  'directory.update-country',
  'update directory.countries set name = $2, aliases = $3, listed = $4, rev = rev + 1 where code = $1',
);

export const selectEntities = statement<EntityRow>('directory.select-entities', `select ${entity} from directory.entities order by code`);
export const selectEntitiesAfter = statement<EntityRow>(
  'directory.select-entities-after',
  `select ${entity} from directory.entities where code > $1 order by code limit $2`,
);
export const selectEntityByCode = statement<EntityRow>('directory.select-entity-by-code', `select ${entity} from directory.entities where code = $1`);
export const selectEntitiesById = statement<EntityRow>('directory.select-entities-by-id', `select ${entity} from directory.entities where id = any($1)`);
export const selectEntitiesOfCountry = statement<EntityRow>(
  'directory.select-entities-of-country',
  `select ${entity} from directory.entities where country_code = $1 order by code`,
);
/** An entity with the names it may be looked for by. */
export interface EntityForSearch extends Pick<EntityRow, 'id' | 'code' | 'country_code' | 'type' | 'name' | 'aliases'> {
  readonly country_name: LocalizedText | null;
  readonly parent_name: LocalizedText | null;
  readonly created_at: Date;
}
const forSearch = `select e.id, e.code, e.country_code, e.type, e.name, e.aliases, c.name as country_name, p.name as parent_name, e.created_at
   from directory.entities e left join directory.countries c on c.code = e.country_code left join directory.entities p on p.id = e.parent_id`;
export const selectEntitiesForSearch = statement<EntityForSearch>('directory.select-entities-for-search', `${forSearch} order by e.id`);
export const selectEntityForSearch = statement<EntityForSearch>('directory.select-entity-for-search', `${forSearch} where e.id = $1`);
export const countPlaces = statement<{ entities: number; countries: number }>(
  'directory.count-places',
  'select (select count(*)::int from directory.entities) as entities, (select count(*)::int from directory.countries) as countries',
);
export const selectChildren = statement<EntityRow>('directory.select-children', `select ${entity} from directory.entities where parent_id = $1 order by code`);
export const lockEntity = lockStatement<EntityRow>('directory.lock-entity', `select ${entity} from directory.entities where id = $1 for update`);
export const insertEntity = statement<{ id: string }>(
  'directory.insert-entity',
  `insert into directory.entities (id, code, country_code, type, parent_id, name, aliases, origin, source, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (code) do nothing returning id`,
);
export const updateEntity = statement(
  'directory.update-entity',
  'update directory.entities set country_code = $2, type = $3, parent_id = $4, name = $5, aliases = $6, rev = rev + 1 where id = $1',
);
/** One at a time may move entities in the tree, so that two moves cannot close a circle together. */
export const lockEntityTree = lockStatement('directory.lock-entity-tree', "select pg_advisory_xact_lock(hashtext('directory.entity-tree'))");
/** Whether the second entity is the first or stands anywhere below it. */
export const selectStandsBelow = statement<{ below: boolean }>(
  'directory.select-stands-below',
  `with recursive up as (
     select id, parent_id from directory.entities where id = $2
     union
     select p.id, p.parent_id from directory.entities p join up on p.id = up.parent_id
   ) select exists (select 1 from up where id = $1) as below`,
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

/** Names as people type them: case, hamza, final ya and ta marbuta, vowel signs, tatweel, spaces and hyphens make no difference. */
const folded = (text: string): string => `translate(lower(${text}), 'أإآٱىةؤئ\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670 -', 'اااايهوي')`;
const qualifiedPerson = person
  .split(', ')
  .map((column) => `p.${column}`)
  .join(', ');

export interface ListedPerson extends PersonRow {
  readonly entity_code: string | null;
  readonly entity_name: LocalizedText | null;
  readonly email: string | null;
  readonly disabled_at: Date | null;
  readonly roles: string[];
  readonly total: number;
}
/** People by name in the reader's language, after the person given; `total` counts all that match. */
export const selectPeople = statement<ListedPerson>(
  'directory.select-people',
  `with hits as (
     select ${qualifiedPerson}, e.code as entity_code, e.name as entity_name, a.email, a.disabled_at,
       ${folded("case when $2::text = 'ar' then coalesce(p.name_ar, p.name_en, p.name_orig) else coalesce(p.name_en, p.name_ar, p.name_orig) end")} as sort_name
     from directory.people p left join directory.entities e on e.id = p.entity_id left join directory.accounts a on a.person_id = p.id
     where $1::text = '' or strpos(${folded("concat_ws('|', p.name_ar, p.name_en, p.name_orig, a.email)")}, ${folded('$1::text')}) > 0
   )
   select h.*, (select count(*)::int from hits) as total,
     array(select distinct g.role from directory.role_grants g where g.person_id = h.id and g.ended_at is null order by g.role) as roles
   from hits h
   where $3::uuid is null or (h.sort_name, h.id) > (select s.sort_name, s.id from hits s where s.id = $3)
   order by h.sort_name, h.id limit $4`,
);
export const selectPeopleById = statement<PersonRow>('directory.select-people-by-id', `select ${person} from directory.people where id = any($1)`);
export const selectPerson = statement<PersonRow>('directory.select-person', `select ${person} from directory.people where id = $1`);
export const selectPeopleOfEntity = statement<PersonRow>(
  'directory.select-people-of-entity',
  `select ${person} from directory.people where entity_id = $1 order by coalesce(name_ar, name_en)`,
);
export const lockPerson = lockStatement<PersonRow>('directory.lock-person', `select ${person} from directory.people where id = $1 for update`);
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
