import type { Entity } from '#modules/directory/public.ts';
import type { Indicator } from '#modules/measures/public.ts';
import { lockStatement, statement } from '#platform/db/statement.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import type { Content } from './content/content.ts';

/** What lists show of a practice, written whenever its shown version changes. */
export interface Card {
  readonly title: LocalizedText;
  readonly subtitle: LocalizedText | null;
  readonly type: string | null;
}
export interface FactSource {
  readonly document: string;
  readonly silent?: LocalizedText | null;
  readonly whoCanComplete?: LocalizedText | null;
  readonly unverified?: boolean;
}
export interface PracticeRow {
  readonly id: string;
  readonly code: string;
  readonly entity_id: string | null;
  readonly country_code: string | null;
  readonly author_id: string | null;
  readonly orig: 'ar' | 'en';
  readonly state: string;
  readonly version: number;
  readonly published_version: number | null;
  readonly grade: string | null;
  readonly grade_reason: LocalizedText | null;
  readonly card: Card;
  readonly divisions: string[];
  readonly stage: string | null;
  readonly origin: 'record' | 'fact' | 'demo';
  readonly source: FactSource | null;
  readonly rev: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly published_at: Date | null;
}
export interface VersionRow {
  readonly practice_id: string;
  readonly no: number;
  readonly content: Content;
  readonly note: LocalizedText | null;
  readonly written_by: string | null;
  readonly written_at: Date;
  readonly frozen_at: Date | null;
  readonly digest: string | null;
  readonly grade: string | null;
  readonly grade_reason: LocalizedText | null;
}

const practice =
  'id, code, entity_id, country_code, author_id, orig, state, version, published_version, grade, grade_reason, card, divisions, stage, origin, source, rev, created_at, updated_at, published_at';
const qualified = practice
  .split(', ')
  .map((column) => `p.${column}`)
  .join(', ');
const version = 'practice_id, no, content, note, written_by, written_at, frozen_at, digest, grade, grade_reason';

/** The practice with its shown content, owner, results and whether it has links, in one round trip: the hot read of the product. */
export const selectPublished = statement<
  PracticeRow & {
    content: Content | null;
    entity: Entity | null;
    indicators: Indicator[];
    linked: boolean;
  }
>(
  'practices.select-published',
  `select ${qualified}, v.content,
     case when e.id is null then null else jsonb_build_object('id', e.id, 'code', e.code, 'country_code', e.country_code, 'type', e.type, 'parent_id', e.parent_id, 'name', e.name, 'aliases', e.aliases, 'origin', e.origin) end as entity,
     coalesce((select jsonb_agg(i.document order by i.position) from measures.pub_indicators i where i.subject_kind = 'practice-version' and i.subject_id = p.id || ':' || coalesce(p.published_version, p.version)), '[]') as indicators,
     exists (select from thread.pub_linked l where l.kind = 'practice' and l.id = p.id::text) as linked
   from practices.practices p
   left join practices.versions v on v.practice_id = p.id and v.no = coalesce(p.published_version, p.version)
   left join directory.pub_entities e on e.id = p.entity_id
   where p.code = $1`,
);
/** Practices of an entity with the content that is to be found, for indexing them again when the entity changes. */
export const selectToIndex = statement<{
  id: string;
  code: string;
  entity_id: string;
  country_code: string | null;
  state: string;
  published_version: number | null;
  content: Content;
}>(
  'practices.select-to-index',
  `select p.id, p.code, p.entity_id, p.country_code, p.state, p.published_version, v.content from practices.practices p
   join practices.versions v on v.practice_id = p.id and v.no = coalesce(p.published_version, p.version) where p.entity_id = $1 and p.state <> 'archived'`,
);
/** A page of what can be found, by id, each with the content that is shown. */
export const selectEveryPractice = statement<PracticeRow & { content: Content }>(
  'practices.select-every-practice',
  `select ${practice.replace(/\w+/g, 'p.$&')}, v.content from practices.practices p
   join practices.versions v on v.practice_id = p.id and v.no = coalesce(p.published_version, p.version)
   where p.state <> 'archived' and p.id > $1::uuid order by p.id limit $2`,
);
export const moveToCountry = statement(
  'practices.move-to-country',
  'update practices.practices set country_code = $2 where entity_id = $1 and country_code is distinct from $2',
);
export const selectByCode = statement<PracticeRow>('practices.select-by-code', `select ${practice} from practices.practices where code = $1`);
export const selectById = statement<PracticeRow>('practices.select-by-id', `select ${practice} from practices.practices where id = any($1)`);
export const lockByCode = lockStatement<PracticeRow>('practices.lock-by-code', `select ${practice} from practices.practices where code = $1 for update`);
export const selectVersion = statement<VersionRow>('practices.select-version', `select ${version} from practices.versions where practice_id = $1 and no = $2`);
export const selectVersions = statement<VersionRow>(
  'practices.select-versions',
  `select ${version} from practices.versions where practice_id = $1 order by no desc`,
);

/**
 * Without waiting for the disk: whoever commits a practice with the number waits for the log up to there,
 * and with it for the number, so none is given out twice after a crash.
 */
export const takeNumbers = statement<{ last_number: number }>(
  'practices.take-numbers',
  `with quick as (select set_config('synchronous_commit', 'off', true))
   insert into practices.code_numbers (prefix, last_number) select $1, $2::int from quick
   on conflict (prefix) do update set last_number = code_numbers.last_number + excluded.last_number returning last_number`,
);
export const raiseNumber = statement(
  'practices.raise-number',
  `insert into practices.code_numbers (prefix, last_number) values ($1, $2)
   on conflict (prefix) do update set last_number = greatest(code_numbers.last_number, excluded.last_number)`,
);
export const insertPractice = statement(
  'practices.insert-practice',
  `with practice as (
     insert into practices.practices (id, code, entity_id, country_code, author_id, orig, state, version, card, divisions, stage, origin, source, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, $13) returning id
   ) insert into practices.versions (practice_id, no, content, written_by, written_at, writers) select id, 1, $14, $5, $13, array_remove(array[$5::uuid], null) from practice`,
);
export const updateContent = statement(
  'practices.update-content',
  `with practice as (
     update practices.practices set rev = rev + 1, updated_at = $3, entity_id = $6, country_code = $7,
       card = case when published_version is null then $8::jsonb else card end,
       divisions = case when published_version is null then $9::text[] else divisions end,
       stage = case when published_version is null then $10 else stage end
     where id = $1 returning id, version
   ) update practices.versions v set content = $4, written_by = $5, written_at = $3,
       writers = (select coalesce(array_agg(distinct w), '{}') from unnest(v.writers || $5::uuid) w where w is not null) from practice
     where v.practice_id = practice.id and v.no = $2 and v.frozen_at is null`,
);
export const updateState = statement('practices.update-state', 'update practices.practices set state = $2, rev = rev + 1, updated_at = $3 where id = $1');
/** The grade of a version, which becomes the practice's when the version is published. */
export const updateGrade = statement(
  'practices.update-grade',
  'update practices.versions set grade = $3, grade_reason = $4 where practice_id = $1 and no = $2',
);
export const freezeVersion = statement(
  'practices.freeze-version',
  'update practices.versions set frozen_at = $3, digest = $4 where practice_id = $1 and no = $2',
);
export const thawVersion = statement(
  'practices.thaw-version',
  'update practices.versions set frozen_at = null, digest = null where practice_id = $1 and no = $2',
);
export const updatePublished = statement(
  'practices.update-published',
  `update practices.practices p set state = 'published', published_version = p.version, published_at = coalesce(p.published_at, $2), card = $3, divisions = $4, stage = $5,
     grade = v.grade, grade_reason = v.grade_reason, rev = p.rev + 1, updated_at = $2
   from practices.versions v where p.id = $1 and v.practice_id = p.id and v.no = p.version`,
);
export const insertNextVersion = statement(
  'practices.insert-next-version',
  `with next as (update practices.practices set version = version + 1, state = 'draft', author_id = coalesce($2::uuid, author_id), rev = rev + 1, updated_at = $3 where id = $1 returning id, version)
   insert into practices.versions (practice_id, no, content, written_by, written_at, writers)
   select next.id, next.version, v.content, $2, $3, (select coalesce(array_agg(distinct w), '{}') from unnest(v.writers || $2::uuid) w where w is not null) from next join practices.versions v on v.practice_id = next.id and v.no = next.version - 1`,
);
export const updateNote = statement('practices.update-note', 'update practices.versions set note = $3 where practice_id = $1 and no = $2');

export interface MoveRow {
  readonly version: number;
  readonly move: string;
  readonly from_state: string;
  readonly to_state: string;
  readonly by_person: string | null;
  readonly at: Date;
}
export const insertMove = statement(
  'practices.insert-move',
  'insert into practices.moves (id, practice_id, version, move, from_state, to_state, by_person, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
);
export const selectMoves = statement<MoveRow>(
  'practices.select-moves',
  'select version, move, from_state, to_state, by_person, at from practices.moves where practice_id = $1 order by at desc, id desc',
);
/** Everybody who wrote into a version. */
export const selectWriters = statement<{ writers: string[] }>(
  'practices.select-writers',
  'select writers from practices.versions where practice_id = $1 and no = $2',
);
/** Whoever completes a stub is its author from then on. */
export const takeAuthorship = statement('practices.take-authorship', 'update practices.practices set author_id = $2 where id = $1 and author_id is null');
/** Who made a move on this version last: the check's reviewer must not be the expert. */
export const selectMover = statement<{ by_person: string | null }>(
  'practices.select-mover',
  'select by_person from practices.moves where practice_id = $1 and version = $2 and move = $3 order by at desc limit 1',
);

export interface ListRow {
  readonly id: string;
  readonly code: string;
  readonly entity_id: string | null;
  readonly country_code: string | null;
  readonly state: string;
  readonly grade: string | null;
  readonly card: Card;
  readonly stage: string | null;
  readonly divisions: string[];
  readonly origin: string;
  readonly updated_at: Date;
  readonly published_at: Date | null;
  readonly entity: Pick<Entity, 'code' | 'name'> | null;
  /** What the newest-first order goes by. */
  readonly listed_at: Date;
}
const listed = `id, code, entity_id, country_code, state, grade, card, stage, divisions, origin, updated_at, published_at, coalesce(published_at, created_at) as listed_at,
  (select jsonb_build_object('code', e.code, 'name', e.name) from directory.pub_entities e where e.id = practices.entity_id) as entity`;
/** As strangers see it: while a next version is in work, the practice is published and nothing else. */
const listedPublicly = listed.replace('state,', "case when published_version is not null and state <> 'archived' then 'published' else state end as state,");
const isPublic = "((published_version is not null and state <> 'archived') or state = 'stub')";
const filters = `($1::text[] is null or country_code = any($1)) and ($2::text[] is null or divisions && $2) and ($3::text[] is null or grade = any($3) or (grade is null and 'none' = any($3)))`;

/** Public practices, newest first, by keyset: $4 and $5 are the last row of the page before. */
export const selectListed = statement<ListRow>(
  'practices.select-listed',
  `select ${listedPublicly} from practices.practices where ${isPublic} and ${filters}
   and ($4::timestamptz is null or (coalesce(published_at, created_at), id) < ($4, $5::uuid))
   order by coalesce(published_at, created_at) desc, id desc limit $6`,
);
/** Those of the ids that are public, in no order: the search gave the order. */
export const selectFound = statement<ListRow>('practices.select-found', `select ${listedPublicly} from practices.practices where ${isPublic} and id = any($1)`);
export const countFacets = statement<{ facet: string; value: string; count: number }>(
  'practices.count-facets',
  `with open as (select country_code, divisions, grade from practices.practices where ${isPublic})
   select 'country' as facet, country_code as value, count(*)::int as count from open
     where country_code is not null and ($2::text[] is null or divisions && $2) and ($3::text[] is null or coalesce(grade, 'none') = any($3)) group by country_code
   union all
   select 'field', d, count(*)::int from open, unnest(divisions) d
     where ($1::text[] is null or country_code = any($1)) and ($3::text[] is null or coalesce(grade, 'none') = any($3)) group by d
   union all
   select 'grade', coalesce(grade, 'none'), count(*)::int from open
     where ($1::text[] is null or country_code = any($1)) and ($2::text[] is null or divisions && $2) group by coalesce(grade, 'none')`,
);
export const countListed = statement<{ count: number }>(
  'practices.count-listed',
  `select count(*)::int as count from practices.practices where ${isPublic} and ${filters}`,
);
export const countAll = statement<{ published: number; stubs: number; countries: number }>(
  'practices.count-all',
  `select count(*) filter (where published_version is not null and state <> 'archived')::int as published, count(*) filter (where state = 'stub')::int as stubs,
     count(distinct country_code) filter (where published_version is not null and state <> 'archived')::int as countries from practices.practices`,
);
export const selectOfEntities = statement<ListRow>(
  'practices.select-of-entities',
  `select ${listedPublicly} from practices.practices where ${isPublic} and entity_id = any($1) order by coalesce(published_at, created_at) desc limit 100`,
);
export const selectOfCountry = statement<ListRow>(
  'practices.select-of-country',
  `select ${listedPublicly} from practices.practices where ${isPublic} and country_code = $1 order by coalesce(published_at, created_at) desc limit 100`,
);
/** What a writer works on: everything of their entities that is not finished. */
export const selectMine = statement<ListRow>(
  'practices.select-mine',
  `select ${listed} from practices.practices where entity_id = any($1) and state in ('draft', 'returned', 'submitted', 'checked', 'reviewed') order by updated_at desc limit 100`,
);
/** What waits for a reviewer or the office. */
export const selectWaiting = statement<ListRow & { author_id: string | null; version: number }>(
  'practices.select-waiting',
  `select ${listed}, author_id, version from practices.practices where state = any($1)
   and ($2 or country_code = any($3) or entity_id = any($4)) order by updated_at limit 200`,
);
export const selectVersionsForProof = statement<{ id: string; code: string; no: number; digest: string; content: Content; orig: string }>(
  'practices.select-versions-for-proof',
  `select p.id, p.code, v.no, v.digest, v.content, p.orig from practices.versions v join practices.practices p on p.id = v.practice_id where v.digest is not null order by p.code, v.no`,
);
