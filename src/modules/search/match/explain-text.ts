import type { Ctx } from '#platform/context.ts';
import { analyse } from '../analysis/analyse.ts';
import { reachedBy } from '../ask/reached-by.ts';
import { audiencesOf } from '../documents/sources.ts';
import { documentsByKey } from '../find/documents-by-key.ts';
import { keyOf } from '../node/loaded-index.ts';
import type { DocumentTexts } from '../queries.ts';
import type { MatchReason, Need } from './match-need.ts';
import type { NearTexts } from './near-texts.ts';

const mostTerms = 6;
const mostRead = 20_000;

/** Why the texts of the best records are near: the words they share with the need, or the translations that reached them. */
export async function explainText(
  ctx: Ctx,
  { title, description }: Need,
  kind: string,
  ids: readonly string[],
  { byId, understood }: NearTexts,
): Promise<ReadonlyMap<string, Pick<MatchReason, 'terms' | 'translations'>>> {
  const near = ids.filter((id) => byId.has(id));
  const rows = await documentsByKey(
    ctx,
    near.map((id) => keyOf(kind, id)),
    audiencesOf(ctx.actor),
  );
  const explained = new Map<string, Pick<MatchReason, 'terms' | 'translations'>>();
  for (const id of near) {
    const row = rows.get(keyOf(kind, id));
    const found = byId.get(id);
    const known = found && understood.get(found.asked);
    if (!row || !found || !known) continue;
    const language = found.language === 'ar' ? 'ar' : 'en';
    const asked = `${title[found.asked] ?? ''} ${description[found.asked] ?? ''}`;
    explained.set(
      id,
      found.translated
        ? { terms: [], translations: reachedBy(asked, row.texts, language, known.translations[language] ?? [], mostTerms) }
        : { terms: sharedWords(asked, row.texts, language), translations: [] },
    );
  }
  return explained;
}

/** Words of the need that stand in the record, as the record writes them, in the order of the record; neither figures nor particles. */
function sharedWords(asked: string, { title, summary, body }: DocumentTexts, language: 'ar' | 'en'): string[] {
  const stems = new Set(analyse(asked, { stopWords: false }).map(({ stem }) => stem));
  const written = new Map<string, string>();
  for (const text of [title[language], summary[language], body[language]?.slice(0, mostRead)])
    if (text)
      for (const { stem, start, end } of analyse(text, { stopWords: false }))
        if (stems.has(stem) && !written.has(stem) && /\p{L}{3}/u.test(text.slice(start, end))) written.set(stem, text.slice(start, end));
  return [...written.values()].slice(0, mostTerms);
}
