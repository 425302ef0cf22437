import type { VNode } from 'preact';
import { SelectField, TextField } from '#ui/forms.tsx';
import { Section } from '#ui/parts.tsx';
import { involvementLevels, levels, licences, schemeOf, stages, types } from '../content/content.ts';
import { CodeBoxes, CodeSelects, choices, type EditParts, Pair, QuantityField, rowsToShow } from './edit-fields.tsx';

/** What it is, where it belongs and how far it has come. */
export function Identity({ editing, ...parts }: EditParts): VNode {
  const { view } = parts;
  const { t } = view;
  const { content, translatorOnly } = editing;
  return (
    <Section title={t('practices.section.identity')} id="part-identity">
      <Pair {...parts} editing={editing} name="title" value={content.title} max={100} hint="practices.hint.title" />
      <Pair {...parts} editing={editing} name="subtitle" value={content.subtitle} rows={2} max={280} hint="practices.hint.subtitle" />
      {!translatorOnly && (
        <>
          <div class="tb-cols">
            <SelectField {...parts} name="type" label={t('practices.field.type')} options={choices(view, 'type', types)} empty={t('platform.choose')} />
            <SelectField {...parts} name="level" label={t('practices.field.level')} options={choices(view, 'level', levels)} empty={t('platform.choose')} />
            <SelectField
              {...parts}
              name="licence"
              label={t('practices.field.licence')}
              options={choices(view, 'licence', licences)}
              empty={t('platform.choose')}
            />
          </div>
          <div class="tb-pair">
            <CodeSelects {...parts} editing={editing} name="cofog" rows={3} />
            <CodeSelects {...parts} editing={editing} name="sdg" rows={3} />
          </div>
          <div class="tb-pair">
            <CodeBoxes {...parts} editing={editing} name="axes" />
            <CodeBoxes {...parts} editing={editing} name="audience" />
          </div>
          {editing.vocabulary.has(schemeOf.subjects) && <CodeSelects {...parts} editing={editing} name="subjects" rows={3} />}
          <div class="tb-cols" id="part-time">
            <SelectField {...parts} name="stage" label={t('practices.field.stage')} options={choices(view, 'stage', stages)} empty={t('platform.choose')} />
            <TextField
              {...parts}
              name="startedOn"
              label={t('practices.field.startedOn')}
              hint={t('practices.hint.date', { year: '2021', month: '2021-03', day: '2021-03-14' })}
              ltr
            />
            <TextField {...parts} name="endedOn" label={t('practices.field.endedOn')} hint={t('practices.hint.ended')} ltr />
          </div>
        </>
      )}
    </Section>
  );
}

/** What was wrong, what was done, how, with whom and for whom. */
export function StoryPart({ editing, ...parts }: EditParts): VNode {
  const { t } = parts.view;
  const { content, translatorOnly } = editing;
  return (
    <Section title={t('practices.section.story')} id="part-story">
      <Pair {...parts} editing={editing} name="problem" value={content.problem} rows={7} hint="practices.hint.problem" />
      <Pair {...parts} editing={editing} name="solution" value={content.solution} rows={7} hint="practices.hint.solution" />
      <Pair {...parts} editing={editing} name="novelty" value={content.novelty} rows={3} />
      {!translatorOnly && (
        <fieldset class="tb-rowset" id="part-steps">
          <legend>{t('practices.field.steps')}</legend>
          {rowsToShow(parts.state, 'steps', content.steps.length + 1, { least: 4, most: 30 }).map((index) => (
            <Pair {...parts} editing={editing} name={`steps.${index}`} value={content.steps[index]} rows={2} />
          ))}
        </fieldset>
      )}
      {!translatorOnly && (
        <fieldset class="tb-rowset" id="part-partners">
          <legend>{t('practices.field.partners')}</legend>
          {rowsToShow(parts.state, 'partners', content.partners.length, { least: 2, most: 20 }).map((index) => (
            <>
              <Pair {...parts} editing={editing} name={`partners.${index}.name`} value={content.partners[index]?.name} max={200} />
              <Pair {...parts} editing={editing} name={`partners.${index}.role`} value={content.partners[index]?.role} max={600} />
            </>
          ))}
        </fieldset>
      )}
      {!translatorOnly && (
        <div role="group" class="tb-rowset" id="part-beneficiaries" aria-label={t('practices.field.beneficiaries')}>
          <Pair {...parts} editing={editing} name="beneficiaries.who" value={content.beneficiaries.who} />
          <div class="tb-cols">
            <QuantityField {...parts} name="beneficiaries" field="count" label={t('practices.beneficiaries-count')} />
            <SelectField
              {...parts}
              name="involvement"
              label={t('practices.field.involvement')}
              options={involvementLevels.map((value) => ({
                value,
                label: `${t(`practices.involvement.${value}`)}: ${t(`practices.involvement-meaning.${value}`)}`,
              }))}
              empty={t('platform.choose')}
            />
          </div>
        </div>
      )}
    </Section>
  );
}
