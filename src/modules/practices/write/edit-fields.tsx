import type { VNode } from 'preact';
import { conceptOptions, conceptsOf } from '#modules/vocabulary/public.ts';
import { type View, wordsIn } from '#platform/html/view.ts';
import type { FormState } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { directionOf, isOutOfDate, type Language, type LocalizedText, otherLanguage, plainText } from '#platform/values/localized-text.ts';
import { qualifiers } from '#platform/values/quantity.ts';
import { CheckBoxes, ChoiceSelects, Field, type FormParts, SelectField, TextArea, TextField } from '#ui/forms.tsx';
import { type CodeField, schemeOf } from '../content/content.ts';
import type { Editing } from './edit-practice.ts';
import { practiceLabels } from './practice-labels.ts';

export type EditParts = FormParts & { readonly editing: Editing };

/** One text in both languages, labels in the language of each field, with its status under a translation. */
export function Pair({
  editing,
  name,
  value,
  rows,
  max,
  hint,
  ...parts
}: EditParts & { name: string; value: LocalizedText | null | undefined; rows?: number; max?: number; hint?: MessageKey }): VNode {
  const { view } = parts;
  const order: readonly Language[] = [view.locale, otherLanguage(view.locale)];
  const key = practiceLabels[name.replace(/\.\d+/g, '.*') as keyof typeof practiceLabels] ?? 'practices.field.step';
  return (
    <div class="tb-pair" id={`part-${name.replace(/\./g, '-')}`}>
      {order.map((language) => {
        const words = wordsIn(view, language);
        const common = { ...parts, name: `${name}.${language}`, label: words.t(key), hint: hint && words.t(hint), language, ...(max && { max }) };
        const locked = editing.translatorOnly && language === editing.row.orig;
        return (
          <div lang={language} dir={directionOf(language)}>
            {locked ? (
              <Original {...parts} name={common.name} label={common.label} language={language} />
            ) : rows ? (
              <TextArea {...common} rows={rows} />
            ) : (
              <TextField {...common} />
            )}
            <Status view={view} words={words} value={value} language={language} />
          </div>
        );
      })}
    </div>
  );
}

/** The original beside a translator's field: to read, not to change. */
const Original = (props: FormParts & { name: string; label: string; language: Language }): VNode => (
  <Field
    {...props}
    control={(attributes) => (
      <textarea class="tb-in" rows={4} readOnly {...attributes} name={undefined as never}>
        {props.state.values[props.name] ?? ''}
      </textarea>
    )}
  />
);

function Status({
  words,
  value,
  language,
}: {
  view: View;
  words: View | ReturnType<typeof wordsIn>;
  value: LocalizedText | null | undefined;
  language: Language;
}): VNode | null {
  const entry = value?.texts[language];
  if (!value || !entry) return null;
  return (
    <p class="tb-textnote">
      {words.t(`platform.text-status.${entry.status}`)}
      {isOutOfDate(value, language) && <strong class="tb-warntext"> · {words.t('practices.original-changed')}</strong>}
    </p>
  );
}

/** The options of a choice, in the reader's words. */
export const choices = (view: View, group: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: view.t(`practices.${group}.${value}` as MessageKey) }));

/** Codes of a vocabulary as three selects: the tag is the code, the words are the reader's. */
export const CodeSelects = ({ editing, name, ...parts }: EditParts & { name: CodeField; rows: number }): VNode => (
  <ChoiceSelects
    {...parts}
    name={name}
    label={parts.view.t(`practices.field.${name}`)}
    options={conceptOptions(parts.view, editing.vocabulary, schemeOf[name])}
  />
);

/** Codes of a short scheme as boxes. The empty value says that all were taken off. */
export const CodeBoxes = ({ editing, name, ...parts }: EditParts & { name: CodeField }): VNode => (
  <>
    <input type="hidden" name={name} value="" />
    <CheckBoxes
      {...parts}
      name={name}
      label={parts.view.t(`practices.field.${name}`)}
      options={conceptsOf(editing.vocabulary, schemeOf[name]).map(({ code, label }) => ({ value: code, label: plainText(label, parts.view.locale) }))}
    />
  </>
);

export const QualifierField = ({ name, ...parts }: FormParts & { name: string }): VNode => (
  <SelectField
    {...parts}
    name={name}
    label={parts.view.t('practices.qualifier')}
    options={qualifiers.map((value) => ({ value, label: parts.view.t(`measures.qualifier.${value}`) }))}
  />
);

/** A figure with what is said of its exactness. */
export const QuantityField = ({ name, field = 'value', label, ...parts }: FormParts & { name: string; field?: string; label: string }): VNode => (
  <>
    <QualifierField {...parts} name={`${name}.qualifier`} />
    <TextField {...parts} name={`${name}.${field}`} label={label} inputMode="decimal" ltr />
  </>
);

/** How many rows of a list were filled in. */
export const countRows = (values: Readonly<Record<string, string>>, prefix: string): number =>
  Object.keys(values).reduce(
    (most, name) => (name.startsWith(`${prefix}.`) ? Math.max(most, Number(name.slice(prefix.length + 1).split('.')[0]) + 1) : most),
    0,
  );

/** Rows of a list: those there are, those typed, and one more to fill in. */
export const rowsToShow = (state: FormState, name: string, stored: number, { least = 1, most }: { least?: number; most: number }): number[] =>
  Array.from({ length: Math.min(most, Math.max(stored + 1, least, countRows(state.values, name))) }, (_, index) => index);

/** A choice that is made until somebody makes another. */
export const withDefault = (state: FormState, name: string, value: string): FormState =>
  state.values[name] ? state : { ...state, values: { ...state.values, [name]: value } };
