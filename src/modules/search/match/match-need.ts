import type { Ctx } from '#platform/context.ts';
import { type Language, languages } from '#platform/values/localized-text.ts';
import { audiencesOf } from '../documents/sources.ts';
import type { Texts } from '../queries.ts';
import { explainText } from './explain-text.ts';
import { type NearText, nearTexts } from './near-texts.ts';
import { type CandidateRow, selectCandidates, selectSharing } from './queries.ts';
import { cofogLikeness, evidenceShare, jaccard, matchScore } from './score.ts';
import { type MatchPartName, type MatchWeights, matchParts, readMatchWeights } from './weights.ts';

/** What somebody needs, in one language or both. */
export interface Need {
  readonly title: Texts;
  readonly description: Texts;
  /** Codes by facet: `sdg` and `cofog` are judged; shared ones of other facets (country, audience) are shown. */
  readonly codes: Readonly<Record<string, readonly string[]>>;
  /** Languages in which an answer can be used; those of the need when not said. */
  readonly languages?: readonly Language[];
}

export interface MatchOptions {
  readonly limit: number;
  /** Kind of the records that may answer. */
  readonly kind?: string;
  /** How well the setting of whoever needs suits a record, 0 to 1 by id (domain.md 4.4); what is left out counts 0. */
  readonly fitOf?: (ids: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** Instead of the node's. */
  readonly weights?: MatchWeights;
}

/** One reason of a match: how well the part is met, and what it adds to the score. */
export interface MatchReason {
  readonly part: MatchPartName;
  readonly value: number;
  readonly points: number;
  /** Shared codes of a classification; the grade of evidence; languages; kinds of support that the provider offers. */
  readonly codes: readonly string[];
  /** Words of the need that the record has, as the record writes them. */
  readonly terms: readonly string[];
  /** Words of the need that the record has in the other language. */
  readonly translations: readonly { readonly asked: string; readonly found: string }[];
}

export interface Match {
  readonly id: string;
  readonly path: string;
  readonly title: Texts;
  /** 0 to 1. */
  readonly score: number;
  /** The parts that are met at all, what adds most first. */
  readonly reasons: readonly MatchReason[];
  /** Codes shared besides those that are judged, by facet. */
  readonly alsoShared: Readonly<Record<string, readonly string[]>>;
}

const judged = new Set(['sdg', 'cofog', 'field', 'grade', 'offers', 'kind']);
const mostSharing = 500;

/**
 * The records that answer a need best, of those the reader may see, with the reasons. Score (domain.md 4.5) =
 * 0.30·J(SDG) + 0.25·likeness(COFOG) + 0.15·text + 0.10·fit + 0.10·evidence/5 + 0.05·language + 0.05·provider offers
 * support; the weights are settings of the node. Candidates are the 200 nearest texts in either language, and the
 * 500 records that share most codes. Conflict `search.loading` while the index is not there.
 */
export async function matchNeed(ctx: Ctx, need: Need, { limit, kind = 'practice', fitOf, weights: given }: MatchOptions): Promise<Match[]> {
  const weights = given ?? (await readMatchWeights(ctx));
  const near = await nearTexts(ctx, need, kind);
  const rows = await candidates(ctx, need, kind, [...near.byId.keys()]);
  const fits = (await fitOf?.(rows.map(({ ref_id }) => ref_id))) ?? new Map<string, number>();
  const scored = rows.map((row) => {
    const values = valuesOf(need, row, near.byId.get(row.ref_id), fits.get(row.ref_id) ?? 0);
    return { row, values, score: matchScore(values, weights) };
  });
  scored.sort((a, b) => b.score - a.score || b.row.at.getTime() - a.row.at.getTime() || (a.row.ref_id < b.row.ref_id ? -1 : 1));
  const best = scored.filter(({ score }) => score > 0).slice(0, limit);
  const explained = await explainText(
    ctx,
    need,
    kind,
    best.map(({ row }) => row.ref_id),
    near,
  );
  const all = matchParts.reduce((sum, part) => sum + weights[part], 0);
  return best.map(({ row, values, score }) => ({
    id: row.ref_id,
    path: row.path,
    title: row.title,
    score,
    reasons: matchParts
      .filter((part) => values[part] > 0)
      .map((part) => ({
        part,
        value: values[part],
        points: (weights[part] * values[part]) / all,
        codes: codesOf(part, need, row),
        ...(part === 'text' ? (explained.get(row.ref_id) ?? nothing) : nothing),
      }))
      .sort((a, b) => b.points - a.points),
    alsoShared: alsoShared(need, row),
  }));
}

const nothing = { terms: [], translations: [] };

async function candidates(ctx: Ctx, { codes }: Need, kind: string, ids: readonly string[]): Promise<CandidateRow[]> {
  const readers = audiencesOf(ctx.actor);
  const { sdg = [], cofog = [] } = codes;
  const fields = [...new Set(cofog.map((code) => code.slice(0, 2)))];
  const [near, sharing] = await Promise.all([
    ids.length > 0 ? selectCandidates(ctx.db, kind, ids, readers) : [],
    sdg.length + cofog.length > 0 ? selectSharing(ctx.db, kind, readers, sdg, cofog, fields, mostSharing) : [],
  ]);
  return [...new Map([...near, ...sharing].map((row) => [row.ref_id, row])).values()];
}

const writtenIn = (texts: Texts): Language[] => languages.filter((language) => texts[language]);
const wantedLanguages = ({ languages: wanted, title, description }: Need): readonly Language[] =>
  wanted ?? [...new Set([...writtenIn(title), ...writtenIn(description)])];

function valuesOf(need: Need, { facets, title }: CandidateRow, near: NearText | undefined, fit: number): Record<MatchPartName, number> {
  return {
    sdg: jaccard(need.codes.sdg ?? [], facets.sdg ?? []),
    cofog: cofogLikeness(need.codes.cofog ?? [], [...(facets.cofog ?? []), ...(facets.field ?? [])]),
    text: near?.share ?? 0,
    fit: Math.min(1, Math.max(0, fit)),
    evidence: evidenceShare(facets.grade?.[0]),
    language: writtenIn(title).some((language) => wantedLanguages(need).includes(language)) ? 1 : 0,
    provider: (facets.offers ?? []).length > 0 ? 1 : 0,
  };
}

const shared = (a: readonly string[] = [], b: readonly string[] = []): string[] => a.filter((code) => b.includes(code));

function codesOf(part: MatchPartName, need: Need, { facets, title }: CandidateRow): readonly string[] {
  if (part === 'sdg') return shared(need.codes.sdg, facets.sdg);
  if (part === 'cofog') return (facets.cofog ?? facets.field ?? []).filter((code) => cofogLikeness(need.codes.cofog ?? [], [code]) > 0);
  if (part === 'evidence') return facets.grade ?? [];
  if (part === 'language') return writtenIn(title).filter((language) => wantedLanguages(need).includes(language));
  return part === 'provider' ? (facets.offers ?? []) : [];
}

const alsoShared = ({ codes }: Need, { facets }: CandidateRow): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(codes).flatMap(([facet, wanted]) => {
      const both = judged.has(facet) ? [] : shared(wanted, facets[facet]);
      return both.length > 0 ? [[facet, both]] : [];
    }),
  );
