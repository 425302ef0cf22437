import type { Ctx } from '#platform/context.ts';
import { type Language, languages } from '#platform/values/localized-text.ts';
import { audiencesOf } from '../documents/sources.ts';
import type { Translation } from '../engine/find.ts';
import { indexOf } from '../node/index-of-node.ts';
import { partsOfKey } from '../node/loaded-index.ts';
import type { Need } from './match-need.ts';

/** How near the text of a record is: 1 for the nearest. */
export interface NearText {
  readonly share: number;
  /** The language of the need that came nearest, and that of the record's text. */
  readonly asked: Language;
  readonly language: string;
  readonly translated: boolean;
}

export interface NearTexts {
  readonly byId: ReadonlyMap<string, NearText>;
  /** By language of the need: the stems looked for, and by language of a text what its words became there. */
  readonly understood: ReadonlyMap<Language, { readonly stems: ReadonlySet<string>; readonly translations: Readonly<Record<string, readonly Translation[]>> }>;
}

const most = 200;

/** The nearest records of a kind, asked for in each language of the need, each by the language that comes nearer. */
export async function nearTexts(ctx: Ctx, { title, description }: Pick<Need, 'title' | 'description'>, kind: string): Promise<NearTexts> {
  const thread = await indexOf(ctx);
  const readers = audiencesOf(ctx.actor);
  const byId = new Map<string, NearText>();
  const understood = new Map<Language, { stems: ReadonlySet<string>; translations: Readonly<Record<string, readonly Translation[]>> }>();
  for (const asked of languages) {
    const [ofTitle = '', text = ''] = [title[asked], description[asked]];
    if (!ofTitle && !text) continue;
    const { hits, stems, translations } = await thread.ask('findNear', {
      title: ofTitle,
      text,
      language: asked,
      readers,
      filters: { kind: [kind] },
      limit: most,
    });
    understood.set(asked, { stems: new Set(Object.values(stems).flat()), translations });
    const nearest = Math.max(...hits.map(({ score }) => score));
    for (const { key, score, language, translated } of hits) {
      const { id } = partsOfKey(key);
      const share = nearest > 0 ? score / nearest : 0;
      if (share > (byId.get(id)?.share ?? 0)) byId.set(id, { share, asked, language, translated });
    }
  }
  return { byId, understood };
}
