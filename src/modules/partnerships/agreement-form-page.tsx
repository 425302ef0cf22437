import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { namedOptions } from '#platform/values/written-text.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { CheckBoxes, ErrorSummary, Form, type FormParts, SelectField, SubmitBar, TextField } from '#ui/forms.tsx';
import { Crumbs, Note, Section } from '#ui/parts.tsx';
import { agreementLabels, partiesAtMost, phasesAtMost, textLanguages } from './agreement-form.ts';
import { rowsToShow } from './part-form.tsx';
import type { Choosable, Editable } from './route.ts';
import { agreementTypes, isBinding, partyRoles } from './workflow.ts';

const trailOf = (view: View) => ({ label: view.t('partnerships.title'), path: '/partnerships' });

export function newAgreementPage(view: View, choosable: Choosable, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: agreementLabels };
  return {
    title: t('partnerships.new'),
    nav: 'partnerships',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs view={view} trail={[trailOf(view)]} here={t('partnerships.new')} />
        <div>
          <h1>{t('partnerships.new')}</h1>
          <p class="tb-lead">{t('partnerships.new-lead')}</p>
        </div>
        <ErrorSummary {...parts} />
        <Form view={view} action="/partnerships">
          <TextField {...parts} name="ref" label={t('partnerships.field.ref')} hint={t('partnerships.ref-hint', { example: 'QM-QN-2026' })} max={40} ltr />
          <Fields {...parts} choosable={choosable} parties={0} phases={0} />
          <SubmitBar view={view} label={t('partnerships.create')} back="/partnerships" />
        </Form>
      </div>
    ),
  };
}

export function editAgreementPage(view: View, { agreement: { row, phases }, ...choosable }: Editable, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: agreementLabels };
  const path = `/partnerships/${row.ref}`;
  const amends = isBinding(row.state);
  const title = t(amends ? 'partnerships.amend-title' : 'partnerships.edit-title', { title: plainText(row.title, view.locale) });
  return {
    title,
    nav: 'partnerships',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs
          view={view}
          trail={[trailOf(view), { label: plainText(row.title, view.locale), path }]}
          here={t(amends ? 'partnerships.amend' : 'partnerships.edit')}
        />
        <h1>{title}</h1>
        <ErrorSummary {...parts} />
        <Form view={view} action={`${path}/edit`}>
          <input type="hidden" name="rev" value={state.values.rev ?? String(row.rev)} />
          {amends && (
            <Section title={t('partnerships.field.amendment')}>
              <Note>{t('partnerships.amend-note')}</Note>
              <BothLanguages {...parts} name="amendment" label="partnerships.field.amendment" max={2_000} rows={3} />
            </Section>
          )}
          <Fields {...parts} choosable={choosable} parties={row.parties.length} phases={phases.length} />
          <SubmitBar view={view} label={t('platform.save')} back={path} />
        </Form>
      </div>
    ),
  };
}

function Fields({
  choosable: { countries, entities },
  parties,
  phases,
  ...parts
}: FormParts & { choosable: Choosable; parties: number; phases: number }): VNode {
  const { view, state } = parts;
  const { t } = view;
  const choose = t('platform.choose');
  const entityOptions = namedOptions(entities, view);
  const countryOptions = namedOptions(countries, view);
  return (
    <div class="tb-secs">
      <Section title={t('partnerships.what')}>
        <BothLanguages {...parts} name="title" label="partnerships.field.title" max={200} />
        <SelectField
          {...parts}
          name="type"
          label={t('partnerships.field.type')}
          empty={choose}
          options={agreementTypes.map((type) => ({ value: type, label: t(`partnerships.type.${type}`) }))}
        />
        <BothLanguages {...parts} name="purpose" label="partnerships.field.purpose" max={5_000} rows={5} />
      </Section>
      <Section title={t('partnerships.parties')} aside={t('partnerships.parties-aside')}>
        {rowsToShow(state, 'parties', parties, 2, partiesAtMost).map((index) => (
          <fieldset class="tb-rowset">
            <legend>{t('partnerships.party-n', { n: index + 1 })}</legend>
            <div class="tb-cols">
              <SelectField {...parts} name={`parties.${index}.country`} label={t('partnerships.party.country')} empty={choose} options={countryOptions} />
              <SelectField {...parts} name={`parties.${index}.entity`} label={t('partnerships.party.entity')} empty={choose} options={entityOptions} />
              <SelectField
                {...parts}
                name={`parties.${index}.role`}
                label={t('partnerships.party.role')}
                empty={choose}
                options={partyRoles.map((role) => ({ value: role, label: t(`partnerships.role.${role}`) }))}
              />
            </div>
          </fieldset>
        ))}
      </Section>
      <Section title={t('partnerships.dates')}>
        <div class="tb-cols">
          <TextField {...parts} name="signedOn" label={t('partnerships.field.signed-on')} hint={t('partnerships.date-hint')} max={20} ltr />
          <TextField {...parts} name="effectiveOn" label={t('partnerships.field.effective-on')} max={20} ltr />
          <TextField
            {...parts}
            name="expiresOn"
            label={t('partnerships.field.expires-on')}
            hint={t('partnerships.on-hint', { example: '2027-03-31' })}
            max={20}
            ltr
          />
        </div>
        <BothLanguages {...parts} name="signedAt" label="partnerships.field.signed-at" max={200} />
        <CheckBoxes
          {...parts}
          name="autoRenew"
          label={t('partnerships.field.auto-renew')}
          options={[{ value: 'yes', label: t('partnerships.auto-renew-yes') }]}
        />
        <CheckBoxes
          {...parts}
          name="languages"
          label={t('partnerships.field.languages')}
          options={textLanguages.map((language) => ({ value: language, label: t(`partnerships.language.${language}`) }))}
        />
      </Section>
      <Section title={t('partnerships.phases')} aside={t('partnerships.phases-aside')}>
        {rowsToShow(state, 'phases', phases, 1, phasesAtMost).map((index) => (
          <fieldset class="tb-rowset">
            <legend>{t('partnerships.phase-n', { n: index + 1 })}</legend>
            <BothLanguages {...parts} name={`phases.${index}.title`} label="partnerships.phase.title" max={200} />
            <div class="tb-cols">
              <TextField {...parts} name={`phases.${index}.startsOn`} label={t('partnerships.phase.starts-on')} max={20} ltr />
              <TextField {...parts} name={`phases.${index}.endsOn`} label={t('partnerships.phase.ends-on')} max={20} ltr />
            </div>
          </fieldset>
        ))}
      </Section>
    </div>
  );
}
