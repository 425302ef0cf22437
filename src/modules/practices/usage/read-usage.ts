import { allCountries, type Country } from '#modules/directory/public.ts';
import { conflictsOf } from '#modules/review/public.ts';
import { linksOf } from '#modules/thread/public.ts';
import { type Concept, conceptsOf, readVocabulary } from '#modules/vocabulary/public.ts';
import { reachOf } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { Forbidden } from '#platform/errors/errors.ts';
import { canReadUsage } from '../policy.ts';
import type { PracticeRow } from '../queries.ts';
import { visiblePractice } from '../read/facts.ts';
import { type CoverageRow, selectCoverage, selectMostRead, selectUsage, type UsageDay, type UsageRow } from './queries.ts';

const daysShown = 90;
const sinceDay = (ctx: Ctx): string => new Date(ctx.now.getTime() - daysShown * 86_400_000).toISOString().slice(0, 10);

export interface PracticeUsage {
  readonly row: PracticeRow;
  readonly days: readonly UsageDay[];
  readonly views: number;
  readonly found: number;
  /** Needs that the practice answers, of those the reader may know. */
  readonly answers: number;
  readonly since: string;
  readonly until: string;
}

/** How a practice was read in the last ninety days; for those who write for its owner, and the office. */
export async function readPracticeUsage(ctx: Ctx, code: string): Promise<PracticeUsage> {
  const { row, facts } = await visiblePractice(ctx, code, 'acting');
  if (!canReadUsage(ctx.actor, facts)) throw new Forbidden('page.not-allowed');
  const since = sinceDay(ctx);
  const [days, links] = await Promise.all([selectUsage(ctx.db, row.id, since), linksOf(ctx, { kind: 'practice', id: row.id })]);
  return {
    row,
    days,
    views: days.reduce((sum, day) => sum + day.views, 0),
    found: days.reduce((sum, day) => sum + day.found, 0),
    answers: links.filter(({ verb, direction }) => verb === 'answers' && direction === 'to').length,
    since,
    until: ctx.now.toISOString().slice(0, 10),
  };
}

export interface UsageOverview {
  readonly rows: readonly UsageRow[];
  readonly since: string;
}
/** What was read most: of the actor's entities, or to the office of all, without what a conflict of interest closes. */
export async function readUsage(ctx: Ctx): Promise<UsageOverview> {
  const reach = reachOf(ctx.actor, 'practices.write');
  const conflicts = reach.everywhere ? await conflictsOf(ctx) : new Set<string>();
  const since = sinceDay(ctx);
  return { rows: await selectMostRead(ctx.db, since, reach.everywhere, reach.entities, [...conflicts]), since };
}

export interface Coverage {
  readonly fields: readonly Concept[];
  /** Countries with a published practice, in the order of their codes, each with its cells by field. */
  readonly countries: readonly { readonly code: string; readonly country: Country | undefined; readonly cells: ReadonlyMap<string, CoverageRow> }[];
  readonly atLeast: string | null;
  readonly holes: number;
  readonly cells: number;
}

/** What the library covers: published practices by country and field, of a grade of at least `atLeast`; where there is none is a hole. */
export async function readCoverage(ctx: Ctx, atLeast: string | null): Promise<Coverage> {
  const [found, all, names, vocabulary] = await Promise.all([
    selectCoverage(ctx.db, atLeast),
    atLeast === null ? null : selectCoverage(ctx.db, null),
    allCountries(ctx),
    readVocabulary(ctx),
  ]);
  const fields = conceptsOf(vocabulary, 'cofog', 'roots');
  const codes = [...new Set((all ?? found).map(({ country }) => country))].sort();
  const countries = codes.map((code) => ({
    code,
    country: names.get(code),
    cells: new Map(found.filter((row) => row.country === code).map((row) => [row.field, row])),
  }));
  const cells = countries.length * fields.length;
  const filled = countries.reduce((sum, { cells: own }) => sum + fields.filter(({ code }) => own.has(code)).length, 0);
  return { fields, countries, atLeast, cells, holes: cells - filled };
}
