import type { Actor } from '#platform/auth/actor.ts';
import type { NodeFacts } from '#platform/context.ts';
import { type Words, wordsFor } from '#platform/i18n/format.ts';
import type { Language } from '#platform/values/localized-text.ts';

/** What a page is drawn with: the reader's words, who reads, and how to make addresses and forms. */
export interface View extends Words {
  readonly dir: 'rtl' | 'ltr';
  readonly actor: Actor;
  readonly node: NodeFacts;
  readonly now: Date;
  /** Path of this page without its language, with its query: for the link to the other language. */
  readonly path: string;
  /** Address of a path in the reader's language. */
  readonly url: (path: string) => string;
  readonly asset: (name: string) => string;
  /** Hidden fields every form carries: proof of origin and a key that makes a repeated submit harmless. */
  readonly formProof: () => { readonly csrf: string; readonly key: string };
  /** Whether anything of the demonstration set is loaded; said on every page. */
  readonly demo: boolean;
}

export const otherPath = (view: View, language: Language): string => `/${language}${view.path}`;

/** The words of a language on this node: a field of the other language has its label in that language. */
export const wordsIn = (view: View, language: Language): Words => (language === view.locale ? view : wordsFor(language, view.node.digits, view.node.timeZone));
