import { allCountries, type Country, type Entity } from '#modules/directory/public.ts';
import { type Indicator, indicatorsOf } from '#modules/measures/public.ts';
import { type Contribution, contributionsTo, type LinkedRecord, linksOf } from '#modules/thread/public.ts';
import { readVocabulary, type Vocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import { optionalRow } from '#platform/db/statement.ts';
import { NotFound } from '#platform/errors/errors.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import type { Content } from '../content/content.ts';
import { type Abilities, abilities, canSee, canSeeWorking, mayVerifyReadings } from '../policy.ts';
import { type PracticeRow, selectPublished, selectVersion } from '../queries.ts';
import { confirmBy, needsConfirmation } from '../standing/freshness.ts';
import { factsOf, publicState, versionSubject } from './facts.ts';

export interface PracticeView {
  readonly row: PracticeRow;
  readonly content: Content;
  /** Which version is shown: the published one, unless the reader asked for the one being worked on. */
  readonly version: number;
  readonly working: boolean;
  readonly entity: Entity | undefined;
  readonly country: Country | undefined;
  readonly indicators: readonly Indicator[];
  readonly vocabulary: Vocabulary;
  readonly links: readonly LinkedRecord[];
  readonly contributions: readonly Contribution[];
  readonly can: Abilities;
  readonly mayVerify: boolean;
  /** The newer practice that replaced it, and those that it replaced. */
  readonly successor: Neighbour | null;
  readonly replaced: readonly Neighbour[];
  readonly standing: Standing;
}

interface Neighbour {
  readonly code: string;
  readonly title: LocalizedText;
}

/** How the published version stands today. */
export interface Standing {
  readonly featured: boolean;
  /** By when its owner confirms it again; null for what is not published. */
  readonly confirmBy: Date | null;
  readonly needsConfirmation: boolean;
}

const standingOf = ({ public_state, featured_at, confirmed_at }: PracticeRow, now: Date): Standing => ({
  featured: featured_at !== null,
  confirmBy: public_state === 'published' && confirmed_at ? confirmBy(confirmed_at) : null,
  needsConfirmation: public_state === 'published' && needsConfirmation(confirmed_at, now),
});

/**
 * A practice as its page shows it. Without `working` it is the published version (or the stub); with it,
 * the version being written or reviewed, for those who may see it. Not allowed to know: NotFound.
 */
export async function readPractice(ctx: Ctx, code: string, { working = false }: { working?: boolean } = {}): Promise<PracticeView> {
  const found = optionalRow(await selectPublished(ctx.db, code));
  if (!found) throw new NotFound('page.not-found');
  const { content: published, entity, indicators: shownIndicators, linked, successor, replaced, ...stored } = found;
  const facts = await factsOf(ctx, stored);
  if (!canSee(ctx.actor, facts)) throw new NotFound('page.not-found');
  const seesWorking = canSeeWorking(ctx.actor, facts);
  const unpublished = stored.published_version === null;
  if (working && !seesWorking) throw new NotFound('page.not-found');
  const showWorking = (working || unpublished) && stored.version !== stored.published_version;
  const version = showWorking ? stored.version : (stored.published_version ?? stored.version);
  const inWork = showWorking ? optionalRow(await selectVersion(ctx.db, stored.id, version)) : undefined;
  // While a next version is in work, the published one says nothing of it: neither state, nor grade, nor when it was touched.
  const row = inWork
    ? { ...stored, grade: inWork.grade, grade_reason: inWork.grade_reason, graded_at: inWork.graded_at }
    : {
        ...stored,
        state: publicState(stored),
        updated_at: unpublished || stored.state === 'published' ? stored.updated_at : (stored.published_at ?? stored.created_at),
      };
  const content = inWork?.content ?? published;
  if (!content) throw new NotFound('page.not-found');
  const ref = { kind: 'practice', id: row.id };
  const [indicators, countries, vocabulary, links, contributions] = await Promise.all([
    version === (row.published_version ?? row.version) ? shownIndicators : indicatorsOf(ctx, versionSubject(row.id, version)),
    allCountries(ctx),
    readVocabulary(ctx),
    linked ? linksOf(ctx, ref) : [],
    contributionsTo(ctx, ref),
  ]);
  const mayVerify = !showWorking && row.public_state === 'published' && mayVerifyReadings(ctx.actor, facts);
  return {
    row,
    content,
    version,
    working: showWorking,
    entity: entity ?? undefined,
    country: row.country_code ? countries.get(row.country_code) : undefined,
    indicators,
    vocabulary,
    links,
    contributions,
    can: abilities(ctx.actor, facts),
    mayVerify,
    successor,
    replaced,
    standing: standingOf(row, ctx.now),
  };
}

/** What a program is given: the record in the field's own words, without internals. */
export function practiceJson(view: PracticeView): Record<string, unknown> {
  const { row, content, version, entity, indicators } = view;
  return {
    code: row.code,
    state: row.state,
    version,
    ...content,
    evidence: content.evidence.map((item, index) => ({
      title: item.title,
      kind: item.kind,
      file: { name: item.file.name, type: item.file.type, bytes: item.file.bytes, sha256: item.file.hash },
      path: `/practices/${row.code}/evidence/${index + 1}`,
    })),
    entity: entity ? { code: entity.code, name: entity.name } : null,
    country: row.country_code,
    grade: row.grade,
    gradeReason: row.grade_reason,
    results: indicators.map(({ id: _, ...indicator }) => indicator),
    origin: row.origin,
    source: row.source,
    gradedAt: row.graded_at,
    ...view.standing,
    confirmedAt: row.confirmed_at,
    supersededBy: view.successor,
    supersedes: view.replaced,
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
    links: view.links.map(({ verb, direction, ref, description }) => ({ verb, direction, ...ref, title: description.title })),
    contributions: Object.fromEntries(view.contributions.map(({ name, data }) => [name, data])),
  };
}
