import type { Entity } from '#modules/directory/public.ts';
import type { Indicator } from '#modules/measures/public.ts';
import { lockStatement, type Queryable, statement } from '#platform/db/statement.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import type { Card } from './content/card.ts';
import { type Content, readContent, type StoredContent } from './content/content.ts';
import type { ExternalSource } from './import/mapping.ts';

export interface FactSource {
  /** Code of one of the source documents, or `import`. */
  readonly document: string;
  /** For a record that was imported: where it comes from. */
  readonly external?: ExternalSource;
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
  /** The version that strangers see, and what it is to them; see the migration. */
  readonly published_version: number | null;
  readonly public_state: 'stub' | 'published' | 'superseded' | null;
  readonly grade: string | null;
  readonly grade_reason: LocalizedText | null;
  readonly card: Card;
  readonly divisions: string[];
  readonly stage: string | null;
  readonly origin: 'record' | 'fact' | 'demo' | 'import';
  readonly source: FactSource | null;
  readonly rev: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly published_at: Date | null;
  /** When an expert judged the evidence of the shown version. */
  readonly graded_at: Date | null;
  /** When the shown version was published or its owner last confirmed that it still holds. */
  readonly confirmed_at: Date | null;
  readonly featured_at: Date | null;
  readonly superseded_by: string | null;
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
  readonly graded_at: Date | null;
}

const practice =
  'id, code, entity_id, country_code, author_id, orig, state, version, published_version, public_state, grade, grade_reason, card, divisions, stage, origin, source, rev, created_at, updated_at, published_at, graded_at, confirmed_at, featured_at, superseded_by';
const qualified = practice
  .split(', ')
  .map((column) => `p.${column}`)
  .join(', ');
const version = 'practice_id, no, content, note, written_by, written_at, frozen_at, digest, grade, grade_reason, graded_at';

/** Reads the stored content of each row: the only place where older contents get the parts that came later. */
const withContent =
  <Row extends { readonly content: Content | null }>(run: (db: Queryable, ...values: readonly unknown[]) => Promise<Row[]>): typeof run =>
  async (db, ...values) =>
    (await run(db, ...values)).map((row) => (row.content ? { ...row, content: readContent(row.content) } : row));

/** The practice with its shown content, owner, results and whether it has links, in one round trip: the hot read of the product. */
export const selectPublished = withContent(
  statement<
    PracticeRow & {
      content: Content | null;
      entity: Entity | null;
      indicators: Indicator[];
      linked: boolean;
      /** The newer practice that replaced it. */
      successor: { code: string; title: LocalizedText } | null;
      /** Practices that it replaced. */
      replaced: { code: string; title: LocalizedText }[];
    }
  >(
    'practices.select-published',
    `select ${qualified}, v.content,
     case when e.id is null then null else jsonb_build_object('id', e.id, 'code', e.code, 'country_code', e.country_code, 'type', e.type, 'parent_id', e.parent_id, 'name', e.name, 'aliases', e.aliases, 'origin', e.origin) end as entity,
     coalesce((select jsonb_agg(i.document order by i.position) from measures.pub_indicators i where i.subject_kind = 'practice-version' and i.subject_id = p.id || ':' || coalesce(p.published_version, p.version)), '[]') as indicators,
     exists (select from thread.pub_linked l where l.kind = 'practice' and l.id = p.id::text) as linked,
     (select jsonb_build_object('code', n.code, 'title', n.card->'title') from practices.practices n where n.id = p.superseded_by and n.public_state is not null) as successor,
     coalesce((select jsonb_agg(jsonb_build_object('code', o.code, 'title', o.card->'title') order by o.code) from practices.practices o where o.superseded_by = p.id and o.public_state is not null), '[]') as replaced
   from practices.practices p
   left join practices.versions v on v.practice_id = p.id and v.no = coalesce(p.published_version, p.version)
   left join directory.pub_entities e on e.id = p.entity_id
   where p.code = $1`,
  ),
);
/** Practices of an entity with the content that is to be found, for indexing them again when the entity changes. */
export const selectToIndex = withContent(
  statement<{
    id: string;
    code: string;
    entity_id: string;
    country_code: string | null;
    public_state: string | null;
    content: Content;
  }>(
    'practices.select-to-index',
    `select p.id, p.code, p.entity_id, p.country_code, p.public_state, v.content from practices.practices p
   join practices.versions v on v.practice_id = p.id and v.no = coalesce(p.published_version, p.version) where p.entity_id = $1 and p.state <> 'archived'`,
  ),
);
/** A page of what can be found, by id, each with the content that is shown. */
export const selectEveryPractice = withContent(
  statement<PracticeRow & { content: Content }>(
    'practices.select-every-practice',
    `select ${qualified}, v.content from practices.practices p
   join practices.versions v on v.practice_id = p.id and v.no = coalesce(p.published_version, p.version)
   where p.state <> 'archived' and p.id > $1::uuid order by p.id limit $2`,
  ),
);
/** Practices stand in the country of their owner and show its name. */
export const followEntityOnCards = statement(
  'practices.follow-entity-on-cards',
  "update practices.practices set country_code = $2, card = card || jsonb_build_object('entity', $3::jsonb) where entity_id = $1",
);
export const selectByCode = statement<PracticeRow>('practices.select-by-code', `select ${practice} from practices.practices where code = $1`);
export const selectById = statement<PracticeRow>('practices.select-by-id', `select ${practice} from practices.practices where id = any($1)`);
export const lockByCode = lockStatement<PracticeRow>('practices.lock-by-code', `select ${practice} from practices.practices where code = $1 for update`);
export const selectVersion = withContent(
  statement<VersionRow>('practices.select-version', `select ${version} from practices.versions where practice_id = $1 and no = $2`),
);
export const selectVersions = withContent(
  statement<VersionRow>('practices.select-versions', `select ${version} from practices.versions where practice_id = $1 order by no desc`),
);
/** A content exactly as it is stored: what a digest is taken of. */
export const selectStored = statement<{ content: StoredContent }>(
  'practices.select-stored',
  'select content from practices.versions where practice_id = $1 and no = $2',
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
     insert into practices.practices (id, code, entity_id, country_code, author_id, orig, state, public_state, published_version, version, card, divisions, stage, origin, source, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, case $7 when 'stub' then 'stub' end, case $7 when 'stub' then 1 end, 1, $8, $9, $10, $11, $12, $13, $13) returning id
   ), change as (
     insert into practices.changes (id, practice_id, kind, version, at) select gen_random_uuid(), id, 'new', 1, $13 from practice where $7 = 'stub'
   ) insert into practices.versions (practice_id, no, content, written_by, written_at, writers) select id, 1, $14, $5, $13, array_remove(array[$5::uuid], null) from practice`,
);
/** Writes into the working version, unless it is closed: then nothing is written and there is no row. */
export const updateContent = statement<{ rev: number }>(
  'practices.update-content',
  `with practice as (
     update practices.practices set rev = rev + 1, updated_at = $3, entity_id = $6, country_code = $7,
       card = case when published_version is null then $8::jsonb else card end,
       divisions = case when published_version is null then $9::text[] else divisions end,
       stage = case when published_version is null then $10 else stage end
     where id = $1 returning id, version, rev
   ) update practices.versions v set content = $4, written_by = $5, written_at = $3,
       writers = (select coalesce(array_agg(distinct w), '{}') from unnest(v.writers || $5::uuid) w where w is not null) from practice
     where v.practice_id = practice.id and v.no = $2 and v.frozen_at is null returning practice.rev`,
);
/** The new state. An archived practice is shown to nobody; brought back, it is again to strangers what it was. */
export const updateState = statement(
  'practices.update-state',
  `update practices.practices set state = $2, rev = rev + 1, updated_at = $3,
     public_state = case when $2 = 'archived' then null
       when $2 = 'superseded' then 'superseded'
       when state = 'superseded' then 'published'
       when state = 'archived' then case when superseded_by is not null then 'superseded' when published_at is not null then 'published' when published_version is not null then 'stub' end
       else public_state end,
     featured_at = case when $2 = 'archived' then null else featured_at end
   where id = $1`,
);
/** The grade of a version, which becomes the practice's when the version is published. */
export const updateGrade = statement(
  'practices.update-grade',
  'update practices.versions set grade = $3, grade_reason = $4, graded_at = $5 where practice_id = $1 and no = $2',
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
  `update practices.practices p set state = 'published', public_state = 'published', published_version = p.version, published_at = coalesce(p.published_at, $2), card = $3, divisions = $4, stage = $5,
     grade = v.grade, grade_reason = v.grade_reason, graded_at = v.graded_at, confirmed_at = $2, asked_at = null, superseded_by = null, rev = p.rev + 1, updated_at = $2
   from practices.versions v where p.id = $1 and v.practice_id = p.id and v.no = p.version`,
);
export const insertNextVersion = statement(
  'practices.insert-next-version',
  `with next as (update practices.practices set version = version + 1, author_id = coalesce($2::uuid, author_id), rev = rev + 1, updated_at = $3 where id = $1 returning id, version)
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
  readonly updated_at: Date;
  readonly published_at: Date | null;
}
/**
 * A row of the public list. Its item is finished JSON, so that it reaches a program without being composed, read and
 * written again for each reader.
 */
export interface PublicRow {
  readonly id: string;
  readonly list_item: string;
  /** Of a published practice: when its owner last said that it holds. */
  readonly confirmed_at: Date | null;
  /** What the newest-first order goes by, in microseconds since 1970. */
  readonly listed_at: number;
}
/** What a list shows of a practice. */
export interface ListItem extends Card {
  readonly code: string;
  readonly state: 'stub' | 'published' | 'superseded';
  readonly stage: string | null;
  readonly grade: string | null;
  readonly country: string | null;
  /** COFOG divisions. */
  readonly fields: readonly string[];
  readonly publishedAt: string | null;
  readonly featured: boolean;
}
/** The same for a page. */
export type ShownRow = ListItem & Pick<PublicRow, 'id' | 'confirmed_at'>;
export const withItems = (rows: readonly PublicRow[]): ShownRow[] =>
  rows.map(({ id, list_item, confirmed_at }) => ({ id, confirmed_at, ...(JSON.parse(list_item) as ListItem) }));

const listed = 'id, code, entity_id, country_code, state, grade, card, stage, divisions, updated_at, published_at';
/** As strangers see it: while a next version is in work, the practice is published and nothing else. */
const listedPublicly = `select id, list_item, case public_state when 'published' then confirmed_at end as confirmed_at,
   (extract(epoch from coalesce(published_at, created_at)) * 1000000)::bigint as listed_at
   from practices.practices where public_state is not null`;
/** The filters of the library on columns of practices. */
export const listFilters = `($1::text[] is null or country_code = any($1)) and ($2::text[] is null or divisions && $2) and ($3::text[] is null or grade = any($3) or (grade is null and 'none' = any($3))) and ($4::text[] is null or stage = any($4)) and ($5::text[] is null or card->>'type' = any($5))`;

const newestFirst = '(coalesce(published_at, created_at), id)';
const last = (time: string, id: string) => `(timestamptz 'epoch' + ${time}::bigint * interval '1 microsecond', ${id}::uuid)`;
/** Before every practice, for the first page. */
export const beforeAll = [8e15, 'ffffffff-ffff-ffff-ffff-ffffffffffff'] as const;

/**
 * Public practices, newest first, by keyset: $1 and $2 are the last row of the page before, or `beforeAll`. Apart
 * from the filtered list, so that PostgreSQL keeps one plan for it: planning cost as much as reading.
 */
export const selectNewest = statement<PublicRow>(
  'practices.select-newest',
  `${listedPublicly} and ${newestFirst} < ${last('$1', '$2')} order by coalesce(published_at, created_at) desc, id desc limit $3`,
);
/** The same with filters $1 to $5 and the keyset in $6 and $7. */
export const selectListed = statement<PublicRow>(
  'practices.select-listed',
  `${listedPublicly} and ${listFilters} and ${newestFirst} < ${last('$6', '$7')} order by coalesce(published_at, created_at) desc, id desc limit $8`,
);
/** Those of the codes that are public. */
export const selectByCodes = statement<PublicRow>('practices.select-by-codes', `${listedPublicly} and code = any($1)`);
/** Those of the ids that are public, in no order: the search gave the order. */
export const selectFound = statement<PublicRow>('practices.select-found', `${listedPublicly} and id = any($1)`);
export const selectOfEntities = statement<PublicRow>(
  'practices.select-of-entities',
  `${listedPublicly} and entity_id = any($1) order by coalesce(published_at, created_at) desc, id desc limit 100`,
);
export const selectOfCountry = statement<PublicRow>(
  'practices.select-of-country',
  `${listedPublicly} and country_code = $1 order by coalesce(published_at, created_at) desc, id desc limit 100`,
);
/** What a writer works on: everything of their entities that is not finished. */
export const selectMine = statement<ListRow>(
  'practices.select-mine',
  `select ${listed} from practices.practices where entity_id = any($1) and state in ('draft', 'returned', 'submitted', 'checked', 'reviewed') order by updated_at desc limit 100`,
);
export const selectVersionsForProof = statement<{ id: string; code: string; no: number; digest: string; content: StoredContent; orig: string }>(
  'practices.select-versions-for-proof',
  `select p.id, p.code, v.no, v.digest, v.content, p.orig from practices.versions v join practices.practices p on p.id = v.practice_id where v.digest is not null order by p.code, v.no`,
);
/** Every file that any version has as evidence, and every file that was imported. */
export const selectFilesInUse = statement<{ hash: string }>(
  'practices.select-files-in-use',
  `select distinct item->'file'->>'hash' as hash from practices.versions, jsonb_array_elements(content->'evidence') item
   union select file->>'hash' from practices.imports`,
);
