import type { VNode } from 'preact';
import { wordsIn } from '#platform/html/view.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { directionOf, otherLanguage } from '#platform/values/localized-text.ts';
import { type FormParts, TextArea, TextField } from './forms.tsx';

/** One text in both languages side by side, the reader's first, each labelled in its own language; with `rows`, a longer one. */
export function BothLanguages({ name, label, max, rows, ...parts }: FormParts & { name: string; label: MessageKey; max: number; rows?: number }): VNode {
  const { view } = parts;
  return (
    <div class="tb-pair">
      {[view.locale, otherLanguage(view.locale)].map((language) => {
        const field = { ...parts, name: `${name}.${language}`, language, label: wordsIn(view, language).t(label), max };
        return (
          <div lang={language} dir={directionOf(language)}>
            {rows ? <TextArea {...field} rows={rows} /> : <TextField {...field} />}
          </div>
        );
      })}
    </div>
  );
}
