import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import type { Language } from '#platform/values/localized-text.ts';
import { ErrorSummary, Form, type FormParts, type Option, SelectField, TextField } from '#ui/forms.tsx';
import { Crumbs, Note, Section } from '#ui/parts.tsx';
import { levels, licences, stages, types } from '../content/content.ts';
import { mappingLabels } from './labels.ts';
import { type CodedField, codedFields, type ImportField, importFields, type Mapping } from './mapping.ts';
import type { ImportRow } from './queries.ts';
import type { Sample } from './sample.ts';

interface Offer {
  readonly row: ImportRow;
  readonly mapping: Mapping | undefined;
  readonly columns: Readonly<Partial<Record<ImportField, string>>>;
  readonly remembered: boolean;
  readonly sample: Sample;
}

/** The mapping as the form's flat values. */
export function mappingValues({ mapping, columns, sample }: Offer, locale: Language): Record<string, string> {
  const values: Record<string, string> = { orig: mapping?.orig ?? locale, dateOrder: mapping?.dateOrder ?? 'dmy' };
  for (const [field, value] of Object.entries(mapping?.source ?? {})) values[`source.${field}`] = value;
  for (const [field, column] of Object.entries(columns)) values[`columns.${field}`] = column;
  for (const field of codedFields)
    for (const [index, { word, code }] of (sample.words[field] ?? []).entries()) {
      values[`values.${field}.${index}.word`] = word;
      values[`values.${field}.${index}.code`] = code;
    }
  return values;
}

/** Which column is which field, what unknown words mean, and where the records come from. */
export function mappingPage(view: View, offer: Offer, state: FormState): Page {
  const { t } = view;
  const { row, sample } = offer;
  const parts: FormParts = { view, state, labels: mappingLabels };
  const columns = row.columns.map((column) => {
    const example = sample.values.get(column);
    return { value: column, label: example ? `${column} — ${example.slice(0, 60)}` : column };
  });
  return {
    title: t('import.mapping-title'),
    nav: 'imports',
    unlisted: true,
    body: (
      <div class="tb-narrow">
        <Crumbs view={view} trail={[{ label: t('import.title'), path: '/imports' }]} here={t('import.mapping-title')} />
        <div class="tb-pagehead">
          <div>
            <h1>{t('import.mapping-title')}</h1>
            <p class="tb-lead">
              <bdi>{row.file.name}</bdi> · {t('import.row-count', { n: row.row_count })}
            </p>
          </div>
        </div>
        <div class="tb-secs">
          {offer.remembered && <Note>{t('import.remembered')}</Note>}
          <Notes view={view} row={row} />
          <ErrorSummary {...parts} />
          <Form view={view} action={`/imports/${row.id}/mapping`}>
            <SourceFields parts={parts} />
            <Section title={t('import.columns')} aside={t('import.columns-aside')}>
              {importFields.map((field) => (
                <SelectField {...parts} name={`columns.${field}`} label={t(`import.field.${field}`)} options={columns} empty={t('import.not-in-file')} />
              ))}
            </Section>
            {codedFields.map((field) => (
              <Words parts={parts} field={field} words={sample.words[field] ?? []} />
            ))}
            <button class="tb-btn tb-big" type="submit">
              {t('import.check')}
            </button>
          </Form>
        </div>
      </div>
    ),
  };
}

/** What was found in the file, left out of it or filled in. */
export const Notes = ({ view, row }: { view: View; row: ImportRow }): VNode => (
  <>
    {row.notes.map(({ code, details }) => (
      <Note warn>{view.t(`import.note.${code}`, details)}</Note>
    ))}
  </>
);

function SourceFields({ parts }: { parts: FormParts }): VNode {
  const { t } = parts.view;
  const yes = (value: string, label: string): Option => ({ value, label });
  return (
    <Section title={t('import.source')} aside={t('import.source-aside')}>
      <TextField {...parts} name="source.titleAr" label={t('import.source-title-ar')} language="ar" />
      <TextField {...parts} name="source.titleEn" label={t('import.source-title-en')} language="en" />
      <TextField {...parts} name="source.key" label={t('import.source-key')} hint={t('import.source-key-hint')} ltr />
      <TextField {...parts} name="source.licence" label={t('import.source-licence')} ltr />
      <TextField {...parts} name="source.address" label={t('import.source-address')} ltr />
      <SelectField {...parts} name="orig" label={t('import.orig')} options={[yes('ar', t('platform.arabic')), yes('en', t('platform.english'))]} />
      <SelectField
        {...parts}
        name="dateOrder"
        label={t('import.date-order')}
        options={[yes('dmy', t('import.day-first')), yes('mdy', t('import.month-first'))]}
      />
    </Section>
  );
}

const codes: Readonly<Partial<Record<CodedField, readonly string[]>>> = { level: levels, type: types, stage: stages, licence: licences };

/** The words of one column that mean nothing to us yet, each with its meaning: a choice where there are few, a code where there are many. */
function Words({ parts, field, words }: { parts: FormParts; field: CodedField; words: readonly { readonly word: string }[] }): VNode | null {
  const { t, maybe } = parts.view;
  if (words.length === 0) return null;
  const known = codes[field];
  const options = [
    { value: '-', label: t('import.leave-empty') },
    ...(known ?? []).map((code) => ({ value: code, label: maybe(`practices.${field}.${code}`) ?? code })),
  ];
  return (
    <Section title={t('import.words-of', { field: t(`import.field.${field}`) })} aside={t('import.words-aside')}>
      {words.map(({ word }, index) => (
        <>
          <input type="hidden" name={`values.${field}.${index}.word`} value={word} />
          {known ? (
            <SelectField
              {...parts}
              name={`values.${field}.${index}.code`}
              label={t('import.word', { word })}
              options={options}
              empty={t('import.no-meaning')}
            />
          ) : (
            <TextField
              {...parts}
              name={`values.${field}.${index}.code`}
              label={t('import.word', { word })}
              hint={t(field === 'country' ? 'import.country-hint' : 'import.cofog-hint')}
              ltr
            />
          )}
        </>
      ))}
    </Section>
  );
}
