import type { VNode } from 'preact';
import { CheckBoxes, SelectField, TextField } from '#ui/forms.tsx';
import { Section } from '#ui/parts.tsx';
import { componentKinds, costKinds, dimensions, supportKinds } from '../content/content.ts';
import { choices, type EditParts, Pair, QuantityField, rowsToShow } from './edit-fields.tsx';

/** What it took: money, people, time, technology, law, and what it earned. */
export function Resources({ editing, ...parts }: EditParts): VNode {
  const { view, state } = parts;
  const { t } = view;
  const { content, translatorOnly } = editing;
  return (
    <Section title={t('practices.section.resources')} id="part-resources">
      {!translatorOnly && (
        <fieldset class="tb-rowset" id="f-costs">
          <legend>{t('practices.field.costs')}</legend>
          {rowsToShow(state, 'costs', content.costs.length, { least: 2, most: 8 }).map((index) => (
            <div class="tb-cols">
              <SelectField {...parts} name={`costs.${index}.kind`} label={t('practices.cost.kind')} options={choices(view, 'cost', costKinds)} />
              <QuantityField {...parts} name={`costs.${index}`} field="amount" label={t('practices.cost.amount')} />
              <TextField
                {...parts}
                name={`costs.${index}.currency`}
                label={t('practices.cost.currency')}
                hint={index === 0 ? t('practices.hint.currency', { code: 'AED' }) : undefined}
                ltr
              />
              <TextField {...parts} name={`costs.${index}.year`} label={t('practices.cost.year')} inputMode="numeric" ltr />
            </div>
          ))}
        </fieldset>
      )}
      {!translatorOnly && (
        <div class="tb-cols">
          <QuantityField {...parts} name="staff" label={t('practices.field.staff')} />
          <QuantityField {...parts} name="months" label={t('practices.field.months')} />
        </div>
      )}
      <Pair {...parts} editing={editing} name="technology" value={content.technology} rows={3} />
      <Pair {...parts} editing={editing} name="legalBasis" value={content.legalBasis} rows={3} />
      {!translatorOnly && (
        <fieldset class="tb-rowset">
          <legend>{t('practices.field.awards')}</legend>
          {rowsToShow(state, 'awards', content.awards.length, { most: 10 }).map((index) => (
            <>
              <Pair {...parts} editing={editing} name={`awards.${index}.name`} value={content.awards[index]?.name} max={200} />
              <div class="tb-cols">
                <TextField {...parts} name={`awards.${index}.year`} label={t('practices.award.year')} inputMode="numeric" ltr />
              </div>
            </>
          ))}
        </fieldset>
      )}
    </Section>
  );
}

/** What happened beside the results, wanted or not. */
export function OtherEffects({ editing, ...parts }: EditParts): VNode {
  const { content } = editing;
  return (
    <Section title={parts.view.t('practices.other-effects')} id="part-other-effects">
      <Pair {...parts} editing={editing} name="unintended" value={content.unintended} rows={4} hint="practices.hint.unintended" />
      <Pair {...parts} editing={editing} name="failures" value={content.failures} rows={4} hint="practices.hint.failures" />
    </Section>
  );
}

/** What somebody elsewhere must know, have and keep, and what the owner offers. */
export function Transfer({ editing, ...parts }: EditParts): VNode {
  const { content, translatorOnly } = editing;
  return (
    <Section title={parts.view.t('practices.section.transfer')} id="part-transfer">
      {!translatorOnly && <Components {...parts} editing={editing} />}
      <Pair {...parts} editing={editing} name="conditions" value={content.conditions} rows={5} hint="practices.hint.conditions" />
      <Pair {...parts} editing={editing} name="constraints" value={content.constraints} rows={4} hint="practices.hint.constraints" />
      <Pair {...parts} editing={editing} name="adaptation" value={content.adaptation} rows={5} hint="practices.hint.adaptation" />
      <Pair {...parts} editing={editing} name="warnings" value={content.warnings} rows={4} hint="practices.hint.warnings" />
      <Pair {...parts} editing={editing} name="lessons" value={content.lessons} rows={4} />
      {!translatorOnly && <Vector {...parts} editing={editing} />}
      <Support {...parts} editing={editing} />
    </Section>
  );
}

function Components({ editing, ...parts }: EditParts): VNode {
  const { view, state } = parts;
  const { components } = editing.content;
  return (
    <fieldset class="tb-rowset">
      <legend>{view.t('practices.field.components')}</legend>
      <p class="tb-hint">{view.t('practices.components-hint')}</p>
      {rowsToShow(state, 'components', components.length, { least: 2, most: 20 }).map((index) => (
        <>
          <Pair {...parts} editing={editing} name={`components.${index}.name`} value={components[index]?.name} max={300} />
          <div class="tb-cols">
            <SelectField
              {...parts}
              name={`components.${index}.kind`}
              label={view.t('practices.component.kind')}
              options={choices(view, 'component', componentKinds)}
            />
          </div>
        </>
      ))}
    </fieldset>
  );
}

function Vector({ editing, ...parts }: EditParts): VNode {
  const { t } = parts.view;
  const scale = ([1, 2, 3, 4, 5] as const).map((value) => ({ value: String(value), label: t(`practices.asks-${value}`) }));
  return (
    <fieldset class="tb-rowset" id="f-transferability">
      <legend>{t('practices.field.transferability')}</legend>
      <p class="tb-hint">{t('practices.transferability-scale')}</p>
      {dimensions.map((dimension) => (
        <>
          <div class="tb-cols">
            <SelectField
              {...parts}
              name={`transferability.${dimension}.rating`}
              label={t(`practices.dimension.${dimension}`)}
              options={scale}
              empty={t('practices.not-rated')}
            />
          </div>
          <Pair
            {...parts}
            editing={editing}
            name={`transferability.${dimension}.reason`}
            value={editing.content.transferability[dimension]?.reason}
            rows={2}
            max={2000}
          />
        </>
      ))}
    </fieldset>
  );
}

function Support({ editing, ...parts }: EditParts): VNode {
  const { view } = parts;
  const { t } = view;
  const { content, translatorOnly } = editing;
  return (
    <div role="group" class="tb-rowset" aria-label={t('practices.field.supportKinds')}>
      {!translatorOnly && (
        <>
          <input type="hidden" name="supportKinds" value="" />
          <CheckBoxes {...parts} name="supportKinds" label={t('practices.field.supportKinds')} options={choices(view, 'support', supportKinds)} />
          <div class="tb-cols">
            <QuantityField {...parts} name="capacity" label={t('practices.field.capacity')} />
          </div>
        </>
      )}
      <Pair {...parts} editing={editing} name="contact" value={content.contact} max={200} hint="practices.hint.contact" />
      {!translatorOnly && (
        <TextField {...parts} name="contactEmail" type="email" label={t('practices.field.contactEmail')} hint={t('practices.hint.contact-email')} ltr />
      )}
    </div>
  );
}
