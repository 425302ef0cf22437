import { indicatorsOf } from '#modules/measures/public.ts';
import { readVocabulary } from '#modules/vocabulary/public.ts';
import type { Ctx } from '#platform/context.ts';
import { NotFound } from '#platform/errors/errors.ts';
import { entriesOf, type Version } from '../content/entries.ts';
import { canSeeWorking } from '../policy.ts';
import { selectVersions, type VersionRow } from '../queries.ts';
import { versionSubject, visiblePractice } from '../read/facts.ts';

export interface Asked {
  readonly code: string;
  /** Version numbers; without them, the newest the reader may see and the one before. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Two versions of a practice as the reader may see them: strangers the published one and those before it. Others are NotFound. */
export async function readTwoVersions(ctx: Ctx, { code, from, to }: Asked) {
  const { row, facts } = await visiblePractice(ctx, code);
  const inside = canSeeWorking(ctx.actor, facts);
  const versions = (await selectVersions(ctx.db, row.id)).filter(({ no }) => inside || no <= (row.published_version ?? 0));
  const numbered = (no: number): VersionRow => {
    const version = versions.find((one) => one.no === no);
    if (!version) throw new NotFound('page.not-found');
    return version;
  };
  const after = numbered(to ?? versions[0]?.no ?? 0);
  const before = numbered(from ?? (versions.find(({ no }) => no < after.no) ?? after).no);
  const whole = async ({ no, content }: VersionRow): Promise<Version> => ({ content, indicators: await indicatorsOf(ctx, versionSubject(row.id, no)) });
  const [old, now, vocabulary] = await Promise.all([whole(before), whole(after), readVocabulary(ctx)]);
  return { row, versions, before: { ...before, ...old }, after: { ...after, ...now }, vocabulary };
}
export type TwoVersions = Awaited<ReturnType<typeof readTwoVersions>>;

/** Both as entries in the words of a language, for holding them against each other. */
export const bothEntries = (words: Parameters<typeof entriesOf>[0], { before, after, vocabulary }: TwoVersions) =>
  [entriesOf(words, before, vocabulary), entriesOf(words, after, vocabulary)] as const;
