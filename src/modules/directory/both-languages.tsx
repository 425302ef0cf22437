import type { VNode } from 'preact';
import { wordsIn } from '#platform/html/view.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { directionOf, type LocalizedText, otherLanguage } from '#platform/values/localized-text.ts';
import { type FormParts, TextField } from '#ui/forms.tsx';
import { Section } from '#ui/parts.tsx';
import { textValues } from './written-text.ts';

/** One line of text in both languages side by side, the reader's first, each labelled in its own language. */
export function BothLanguages({ name, label, max, ...parts }: FormParts & { name: string; label: MessageKey; max: number }): VNode {
  const { view } = parts;
  return (
    <div class="tb-pair">
      {[view.locale, otherLanguage(view.locale)].map((language) => (
        <div lang={language} dir={directionOf(language)}>
          <TextField {...parts} name={`${name}.${language}`} language={language} label={wordsIn(view, language).t(label)} max={max} />
        </div>
      ))}
    </div>
  );
}

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
