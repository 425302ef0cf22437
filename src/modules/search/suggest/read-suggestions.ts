import type { Ctx } from '#platform/context.ts';
import { type Language, otherLanguage } from '#platform/values/localized-text.ts';
import { audiencesOf } from '../documents/sources.ts';
import { documentsByKey } from '../find/documents-by-key.ts';
import { indexOf } from '../node/index-of-node.ts';

export interface Suggestion {
  readonly kind: string;
  readonly title: string;
  readonly language: Language;
  readonly path: string;
}

const mostSuggested = 8;

/**
 * Records whose words begin as what was typed, of those the reader may see, the likeliest first; each by its title
 * in the asked language, else in the other.
 */
export async function readSuggestions(ctx: Ctx, q: string, language: Language): Promise<Suggestion[]> {
  if (q === '') return [];
  const thread = await indexOf(ctx);
  const readers = audiencesOf(ctx.actor);
  const keys = await thread.ask('suggest', { text: q, readers, limit: mostSuggested });
  const rows = await documentsByKey(ctx, keys, readers);
  return keys.flatMap((key) => {
    const row = rows.get(key);
    if (!row) return [];
    const shown = row.texts.title[language] ? language : otherLanguage(language);
    const title = row.texts.title[shown];
    return title ? [{ kind: row.kind, title, language: shown, path: row.path }] : [];
  });
}
