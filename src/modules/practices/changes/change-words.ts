import type { Words } from '#platform/i18n/format.ts';
import type { Change } from './read-changes.ts';

/** What happened, in a few words: "Changed: version 3". */
export const changeText = ({ t }: Pick<Words, 't'>, { kind, version }: Pick<Change, 'kind' | 'version'>): string =>
  kind === 'changed' && version !== null ? t('changes.changed-to', { version }) : t(`changes.kind.${kind}`);
