import type { VNode } from 'preact';
import { Field, SelectField, TextField } from '#ui/forms.tsx';
import { Section } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { type Content, evidenceKinds } from '../content/content.ts';
import { type EditParts, Pair, QuantityField, rowsToShow, withDefault } from './edit-fields.tsx';

/** What changed, indicator by indicator. */
export function Results({ editing, ...parts }: EditParts): VNode {
  const { t } = parts.view;
  return (
    <Section title={t('practices.field.results')} aside={t('practices.results-aside')} id="part-results">
      {rowsToShow(parts.state, 'results', editing.indicators.length, { most: 12 }).map((index) => (
        <ResultRow {...parts} editing={editing} index={index} />
      ))}
    </Section>
  );
}

function ResultRow({ editing, index, ...parts }: EditParts & { index: number }): VNode {
  const { view, state } = parts;
  const { t } = view;
  const at = `results.${index}`;
  const indicator = editing.indicators[index];
  return (
    <fieldset class="tb-rowset">
      <legend>{t('practices.indicator-n', { n: index + 1 })}</legend>
      <Pair {...parts} editing={editing} name={`${at}.name`} value={indicator?.name} max={200} />
      <Pair {...parts} editing={editing} name={`${at}.unit`} value={indicator?.unit} max={100} />
      <div class="tb-cols">
        <SelectField
          {...parts}
          name={`${at}.kind`}
          label={t('practices.result.kind')}
          options={(['outcome', 'output'] as const).map((value) => ({ value, label: t(`practices.result.${value}`) }))}
        />
        <SelectField
          {...parts}
          name={`${at}.direction`}
          label={t('practices.result.direction')}
          options={(['increase', 'decrease'] as const).map((value) => ({ value, label: t(`practices.result.${value}`) }))}
        />
      </div>
      {rowsToShow(state, `${at}.readings`, indicator?.readings.length ?? 0, { least: 2, most: 24 }).map((number) => {
        const reading = `${at}.readings.${number}`;
        return (
          <div class="tb-cols">
            <SelectField
              {...parts}
              state={withDefault(state, `${reading}.role`, number === 0 ? 'baseline' : 'value')}
              name={`${reading}.role`}
              label={t('measures.role')}
              options={(['baseline', 'value', 'target'] as const).map((value) => ({ value, label: t(`measures.role.${value}`) }))}
            />
            <QuantityField {...parts} name={reading} label={t('practices.result.value')} />
            <TextField {...parts} name={`${reading}.on`} label={t('practices.result.on')} ltr />
          </div>
        );
      })}
      <Pair {...parts} editing={editing} name={`${at}.method`} value={indicator?.method} rows={2} />
      <Pair {...parts} editing={editing} name={`${at}.attribution`} value={indicator?.attribution} rows={2} />
      <Pair {...parts} editing={editing} name={`${at}.comparison`} value={indicator?.comparison} rows={2} />
    </fieldset>
  );
}

/** Files that support the claims, and a place for one more. */
export function Evidence({ editing, ...parts }: EditParts): VNode {
  const { view } = parts;
  const { t } = view;
  return (
    <Section title={t('practices.field.evidence')} aside={t('practices.evidence-aside')} id="part-evidence">
      {editing.content.evidence.map((item: Content['evidence'][number], index: number) => (
        <p>
          <a href={view.url(`/practices/${editing.row.code}/evidence/${index + 1}?version=working`)}>
            <Line view={view} value={item.title} />
          </a>{' '}
          (<Ltr>{item.file.name}</Ltr>){' '}
          <label class="tb-check">
            <input type="checkbox" name="removeEvidence" value={String(index + 1)} /> <span>{t('practices.evidence-remove')}</span>
          </label>
        </p>
      ))}
      <fieldset class="tb-rowset">
        <legend>{t('practices.evidence-add')}</legend>
        <Field
          {...parts}
          name="file"
          label={t('practices.evidence-file')}
          hint={t('practices.evidence-types')}
          control={(attributes) => <input class="tb-in" type="file" accept=".pdf,.docx,.xlsx,.csv,.txt,.png,.jpg,.jpeg" {...attributes} />}
        />
        <SelectField
          {...parts}
          name="evidenceKind"
          label={t('practices.evidence-kind')}
          options={evidenceKinds.map((value) => ({ value, label: t(`practices.evidence.${value}`) }))}
        />
        <Pair {...parts} editing={editing} name="evidenceTitle" value={null} max={200} />
      </fieldset>
    </Section>
  );
}
