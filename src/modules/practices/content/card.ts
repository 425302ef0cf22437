import type { Entity } from '#modules/directory/public.ts';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import type { Content } from './content.ts';

/** What lists show of a practice, written whenever its shown version or its owner changes. */
export interface Card {
  readonly title: LocalizedText;
  readonly subtitle: LocalizedText | null;
  readonly type: string | null;
  readonly entity: Pick<Entity, 'code' | 'name'> | null;
}

export const cardOf = ({ title, subtitle, type }: Content, owner: Card['entity'] | undefined): Card => ({
  title,
  subtitle,
  type,
  entity: owner ? ownerOf(owner) : null,
});

/** Of an entity what a card has. */
export const ownerOf = ({ code, name }: Pick<Entity, 'code' | 'name'>): Card['entity'] => ({ code, name });

/** The COFOG divisions of a content: the field facet. */
export const divisionsOf = (content: Content): string[] => [...new Set(content.cofog.map((code) => code.slice(0, 2)))];
