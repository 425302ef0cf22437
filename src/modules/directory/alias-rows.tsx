import type { VNode } from 'preact';
import type { LocalizedText } from '#platform/values/localized-text.ts';
import { textValues } from '#platform/values/written-text.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import type { FormParts } from '#ui/forms.tsx';
import { Section } from '#ui/parts.tsx';

const spareRows = 2;
const maxRows = 20;

/** Other names as rows, with two empty ones to write into. */
export function AliasRows(parts: FormParts): VNode {
  const { view, state } = parts;
  const filled = Object.entries(state.values).reduce(
    (most, [name, value]) => (value && name.startsWith('aliases.') ? Math.max(most, Number(name.split('.')[1]) + 1) : most),
    0,
  );
  return (
    <Section title={view.t('directory.aliases')} aside={view.t('directory.aliases-aside')}>
      {Array.from({ length: Math.min(maxRows, filled + spareRows) }, (_, index) => (
        <BothLanguages {...parts} name={`aliases.${index}`} label="directory.alias" max={200} />
      ))}
    </Section>
  );
}

export const aliasValues = (aliases: readonly LocalizedText[]): Record<string, string> =>
  Object.assign({}, ...aliases.map((alias, index) => textValues(`aliases.${index}`, alias)));
