import type { VNode } from 'preact';
import type { Entity } from '#modules/directory/public.ts';
import { supportKinds } from '#modules/practices/public.ts';
import { conceptOptions, type Vocabulary } from '#modules/vocabulary/public.ts';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { CheckBoxes, ChoiceSelects, ErrorSummary, Form, type FormParts, SelectField, SubmitBar, TextField } from '#ui/forms.tsx';
import { Crumbs, Empty, Section } from '#ui/parts.tsx';
import { needLabels } from './need-form.ts';
import type { NeedView } from './read-needs.ts';

const needsTrail = (view: View) => ({ label: view.t('exchange.needs'), path: '/needs' });

/** One form publishes a need: title and problem are asked for, everything else helps to find better matches. */
export function newNeedPage(view: View, { entities, vocabulary }: { entities: readonly Entity[]; vocabulary: Vocabulary }, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: needLabels };
  return {
    title: t('exchange.publish'),
    nav: 'needs',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs view={view} trail={[needsTrail(view)]} here={t('exchange.publish')} />
        <div>
          <h1>{t('exchange.publish')}</h1>
          <p class="tb-lead">{t('exchange.publish-lead')}</p>
        </div>
        <ErrorSummary {...parts} />
        {entities.length === 0 ? (
          <Empty text={t('exchange.no-entity')} />
        ) : (
          <Form view={view} action="/needs">
            <SelectField
              {...parts}
              name="entity"
              label={t('exchange.entity')}
              options={entities.map((entity) => ({ value: entity.code, label: plainText(entity.name, view.locale) }))}
              {...(entities.length > 1 && { empty: t('platform.choose') })}
            />
            <Fields {...parts} vocabulary={vocabulary} />
            <SubmitBar view={view} label={t('exchange.publish')} back="/needs" />
          </Form>
        )}
      </div>
    ),
  };
}

export function editNeedPage(view: View, { row, vocabulary }: NeedView, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: needLabels };
  const path = `/needs/${row.no}`;
  const title = t('exchange.edit-title', { title: plainText(row.title, view.locale) });
  return {
    title,
    nav: 'needs',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs view={view} trail={[needsTrail(view), { label: plainText(row.title, view.locale), path }]} here={t('exchange.edit')} />
        <h1>{title}</h1>
        <ErrorSummary {...parts} />
        <Form view={view} action={`${path}/edit`}>
          <input type="hidden" name="rev" value={state.values.rev ?? String(row.rev)} />
          <Fields {...parts} vocabulary={vocabulary} />
          <SubmitBar view={view} label={t('platform.save')} back={path} />
        </Form>
      </div>
    ),
  };
}

function Fields({ vocabulary, ...parts }: FormParts & { vocabulary: Vocabulary }): VNode {
  const { view } = parts;
  const { t } = view;
  return (
    <div class="tb-secs">
      <Section title={t('exchange.what')}>
        <BothLanguages {...parts} name="title" label="exchange.field.title" max={100} />
        <BothLanguages {...parts} name="problem" label="exchange.field.problem" max={5_000} rows={7} />
      </Section>
      <Section title={t('exchange.classified')} aside={t('exchange.classified-aside')}>
        {(['cofog', 'sdg'] as const).map((scheme) => (
          <ChoiceSelects {...parts} name={scheme} label={t(`practices.field.${scheme}`)} rows={2} options={conceptOptions(view, vocabulary, scheme)} />
        ))}
      </Section>
      <Section title={t('exchange.limits')}>
        <div class="tb-cols">
          <TextField {...parts} name="budget" label={t('exchange.field.budget')} inputMode="decimal" ltr />
          <TextField {...parts} name="currency" label={t('practices.cost.currency')} hint={t('practices.hint.currency', { code: 'AED' })} max={3} ltr />
        </div>
        <div class="tb-cols">
          <TextField {...parts} name="months" label={t('exchange.field.months')} inputMode="numeric" ltr />
          <TextField
            {...parts}
            name="deadline"
            label={t('exchange.field.deadline')}
            hint={t('exchange.deadline-hint', { example: '2027-03-31' })}
            max={20}
            ltr
          />
        </div>
        <CheckBoxes
          {...parts}
          name="languages"
          label={t('exchange.field.languages')}
          options={[
            { value: 'ar', label: t('platform.arabic') },
            { value: 'en', label: t('platform.english') },
          ]}
        />
        <CheckBoxes
          {...parts}
          name="instruments"
          label={t('exchange.field.instruments')}
          options={supportKinds.map((kind) => ({ value: kind, label: t(`practices.support.${kind}`) }))}
        />
      </Section>
    </div>
  );
}
