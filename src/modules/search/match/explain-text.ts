import type { Ctx } from '#platform/context.ts';
import type { Language } from '#platform/values/localized-text.ts';
import { analyse } from '../analysis/analyse.ts';
import { tellsSubject } from '../analysis/stop-words.ts';
import { type Reached, reachedBy } from '../ask/reached-by.ts';
import { audiencesOf } from '../documents/sources.ts';
import type { Translation } from '../engine/find.ts';
import { documentsByKey } from '../find/documents-by-key.ts';
import { keyOf } from '../node/loaded-index.ts';
import type { DocumentTexts, Texts } from '../queries.ts';
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
    const own = sharedIn(ctx.locale, title, description, row.texts);
    if (own.length > 0) {
      explained.set(id, { terms: own, translations: [] });
      continue;
    }
    const language = found.language === 'ar' ? 'ar' : 'en';
    const asked = askedIn(found.asked, title, description);
    explained.set(
      id,
      found.translated
        ? { terms: [], translations: translatedWords(asked, row.texts, language, known.translations[language] ?? []) }
        : { terms: sharedWords(asked, row.texts, language), translations: [] },
    );
  }
  return explained;
}

const askedIn = (language: Language, title: Texts, description: Texts): Asked => ({ title: title[language] ?? '', description: description[language] ?? '' });

/** The shared words in the reader's language, where need and record are both written in it: whichever language came nearest, these can be read. */
const sharedIn = (language: Language, title: Texts, description: Texts, texts: DocumentTexts): string[] =>
  texts.title[language] ? sharedWords(askedIn(language, title, description), texts, language) : [];

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
      for (const { stem, word: plain, start, end } of analyse(text, { stopWords: false })) {
        const word = text.slice(start, end);
        if (stems.has(stem) && !written.has(stem) && /\p{L}{3}/u.test(word) && tellsSubject(plain))
          written.set(stem, { word, telling: (inTitle.has(stem) ? 2 : 0) + (at < 2 ? 1 : 0) });
      }
  return [...written.values()]
    .sort((a, b) => b.telling - a.telling)
    .slice(0, mostTerms)
    .map(({ word }) => word);
}

/** Translations by which the record was reached, of those that stand in its title or its summary: a long body has a translation of nearly every word. */
const translatedWords = (asked: Asked, { title, summary }: DocumentTexts, language: 'ar' | 'en', translations: readonly Translation[]): Reached[] =>
  reachedBy(
    `${asked.title} ${asked.description}`,
    { title, summary, body: {} },
    language,
    translations.filter(({ words }) => words.split(' ').some(tellsSubject)),
    mostTerms,
  );

const stemsOf = (text: string): Set<string> => new Set(analyse(text, { stopWords: false }).map(({ stem }) => stem));
