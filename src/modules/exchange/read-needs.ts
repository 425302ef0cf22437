import { allCountries, allEntities, type Country, type Entity, entitiesById, placeOf } from '#modules/directory/public.ts';
import { type PublicPractice, publicPractices } from '#modules/practices/public.ts';
import { type Match, matchNeed } from '#modules/search/public.ts';
import { linksOf } from '#modules/thread/public.ts';
import { type Concept, conceptsOf, readVocabulary, type Vocabulary } from '#modules/vocabulary/public.ts';
import { visitor } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { Forbidden, NotFound, Refusal } from '#platform/errors/errors.ts';
import { type LocalizedText, textsOf } from '#platform/values/localized-text.ts';
import { canWriteNeed } from './policy.ts';
import { type NeedRow, selectHidden, selectNeed, selectNeeds } from './queries.ts';
import { isLooking, type NeedState } from './workflow.ts';
import { refOf } from './write-need.ts';

export interface NeedFilters {
  readonly state: readonly NeedState[];
  readonly country: readonly string[];
  readonly field: readonly string[];
}
export interface ListedNeed {
  readonly row: NeedRow;
  readonly entity: Entity | undefined;
}
export interface NeedList {
  readonly filters: NeedFilters;
  readonly needs: readonly ListedNeed[];
  /** Number of the last need shown, for the page after it. */
  readonly next: string | null;
  readonly first: boolean;
}

const orNull = (chosen: readonly string[]): readonly string[] | null => (chosen.length > 0 ? chosen : null);
const highest = 2 ** 31 - 1;

/** A page of needs, the newest first; without a chosen state those that are looked for: open and matched. */
export async function listNeeds(ctx: Ctx, { after, limit, ...filters }: NeedFilters & { after: string; limit: number }): Promise<NeedList> {
  const { state, country, field } = filters;
  const before = /^\d{1,9}$/.test(after) ? Number(after) : highest;
  const states = state.length > 0 ? state : (['open', 'matched'] as const);
  const rows = await selectNeeds(ctx.db, states, orNull(field), orNull(country), before, limit + 1);
  const shown = rows.slice(0, limit);
  const entities = await entitiesById(
    ctx,
    shown.map((row) => row.entity_id),
  );
  return {
    filters,
    needs: shown.map((row) => ({ row, entity: entities.get(row.entity_id) })),
    next: rows.length > limit ? String(shown.at(-1)?.no) : null,
    first: before === highest,
  };
}

export interface NeedListPage extends NeedList {
  readonly countries: ReadonlyMap<string, Country>;
  readonly fields: readonly Concept[];
  readonly mayPublish: boolean;
}
/** The same with what can be chosen, for the page. */
export async function listWithChoices(ctx: Ctx, input: NeedFilters & { after: string }): Promise<NeedListPage> {
  const [list, countries, vocabulary, mine] = await Promise.all([
    listNeeds(ctx, { ...input, limit: 30 }),
    allCountries(ctx),
    readVocabulary(ctx),
    myEntities(ctx),
  ]);
  return { ...list, countries, fields: conceptsOf(vocabulary, 'cofog', 'roots'), mayPublish: mine.length > 0 };
}

/** Entities the actor speaks for. */
export const myEntities = async (ctx: Ctx): Promise<readonly Entity[]> => (await allEntities(ctx)).filter((entity) => canWriteNeed(ctx.actor, placeOf(entity)));

export interface ProposedMatch extends Pick<Match, 'score' | 'reasons'> {
  readonly practice: PublicPractice;
}
export interface NeedView {
  readonly row: NeedRow;
  readonly entity: Entity | undefined;
  readonly country: LocalizedText | null;
  readonly vocabulary: Vocabulary;
  /** Practices of which the asking entity says that they answer. */
  readonly answers: readonly PublicPractice[];
  /** Practices that may answer, the best first, with the reasons; null while the search is loading. */
  readonly matches: readonly ProposedMatch[] | null;
  readonly hidden: readonly PublicPractice[];
  readonly mayWrite: boolean;
}

const matchesShown = 6;

/** A need with its answers and, while it is looked for, the practices that may answer. */
export async function readNeed(ctx: Ctx, no: number): Promise<NeedView> {
  const row = optionalRow(await selectNeed(ctx.db, no));
  if (!row) throw new NotFound('page.not-found');
  const [entities, countries, vocabulary, links, hidden] = await Promise.all([
    entitiesById(ctx, [row.entity_id]),
    allCountries(ctx),
    readVocabulary(ctx),
    linksOf(ctx, refOf(row)),
    selectHidden(ctx.db, row.id),
  ]);
  const chosen = links.filter(({ verb, direction, ref }) => verb === 'answers' && direction === 'from' && ref.kind === 'practice').map(({ ref }) => ref.id);
  const put = hidden.map(({ practice_id }) => practice_id);
  const found = isLooking(row.state) ? await matches(ctx, row, chosen.length + put.length) : [];
  const practices = await publicPractices(ctx, [...chosen, ...put, ...(found ?? []).map(({ id }) => id)]);
  const known = (ids: readonly string[]): PublicPractice[] => ids.flatMap((id) => practices.get(id) ?? []);
  const aside = new Set([...chosen, ...put]);
  return {
    row,
    entity: entities.get(row.entity_id),
    country: countries.get(row.country_code ?? '')?.name ?? null,
    vocabulary,
    answers: known(chosen),
    hidden: known(put),
    matches:
      found
        ?.filter(({ id }) => !aside.has(id))
        .flatMap(({ id, score, reasons }) => {
          const practice = practices.get(id);
          return practice ? [{ practice, score, reasons }] : [];
        })
        .slice(0, matchesShown) ?? null,
    mayWrite: canWriteNeed(ctx.actor, { entity: row.entity_id, country: row.country_code }),
  };
}

/** What the search proposes, as everybody would be told; null while its index is loading: the need is shown without. */
async function matches(ctx: Ctx, row: NeedRow, aside: number): Promise<readonly Match[] | null> {
  const need = {
    title: textsOf(row.title),
    description: textsOf(row.problem),
    codes: { sdg: row.sdg, cofog: row.cofog },
    languages: row.languages,
  };
  try {
    return await matchNeed({ ...ctx, actor: visitor }, need, { limit: matchesShown + aside });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'search.loading') return null;
    throw error;
  }
}

/** A need as those who speak for its entity change it. */
export async function readEditableNeed(ctx: Ctx, no: number): Promise<NeedView> {
  const need = await readNeed(ctx, no);
  if (!need.mayWrite) throw new Forbidden('page.not-allowed');
  return need;
}
