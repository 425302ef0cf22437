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
    const asked = { title: title[found.asked] ?? '', description: description[found.asked] ?? '' };
    explained.set(
      id,
      found.translated
        ? { terms: [], translations: reachedBy(`${asked.title} ${asked.description}`, row.texts, language, known.translations[language] ?? [], mostTerms) }
        : { terms: sharedWords(asked, row.texts, language), translations: [] },
    );
  }
  return explained;
}

interface Asked {
  readonly title: string;
  readonly description: string;
}

/**
 * Words of the need that stand in the record, as the record writes them; neither figures nor particles. What either
 * has in its title or summary comes first: the words that a long description and a long body share say little.
 */
function sharedWords(asked: Asked, { title, summary, body }: DocumentTexts, language: 'ar' | 'en'): string[] {
  const inTitle = stemsOf(asked.title);
  const stems = new Set([...inTitle, ...stemsOf(asked.description)]);
  const written = new Map<string, { readonly word: string; readonly telling: number }>();
  const texts = [title[language], summary[language], body[language]?.slice(0, mostRead)];
  for (const [at, text] of texts.entries())
    if (text)
      for (const { stem, start, end } of analyse(text, { stopWords: false })) {
        const word = text.slice(start, end);
        if (stems.has(stem) && !written.has(stem) && /\p{L}{3}/u.test(word))
          written.set(stem, { word, telling: (inTitle.has(stem) ? 2 : 0) + (at < 2 ? 1 : 0) });
      }
  return [...written.values()]
    .sort((a, b) => b.telling - a.telling)
    .slice(0, mostTerms)
    .map(({ word }) => word);
}

const stemsOf = (text: string): Set<string> => new Set(analyse(text, { stopWords: false }).map(({ stem }) => stem));
