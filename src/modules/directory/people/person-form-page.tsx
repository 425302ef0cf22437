import type { VNode } from 'preact';
import { type View, wordsIn } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { type Language, otherLanguage } from '#platform/values/localized-text.ts';
import { namedOptions } from '#platform/values/written-text.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { CheckBoxes, ErrorSummary, Form, type FormParts, SelectField, TextField } from '#ui/forms.tsx';
import { Crumbs, Section } from '#ui/parts.tsx';
import { nameOf } from '#ui/text.tsx';
import type { EntityRow, PersonRow } from '../queries.ts';
import { memberCategories } from '../roles/roles.ts';
import { personLabels } from './person-form.ts';

interface PersonFormView {
  /** Absent for a person who is being added. */
  readonly person?: PersonRow;
  readonly entities: readonly Pick<EntityRow, 'code' | 'name'>[];
}

export function personFormPage(view: View, { person, entities }: PersonFormView, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: personLabels };
  const name = person && nameOf(person, view.locale);
  const title = name ? t('people.edit-title', { name }) : t('people.add');
  const trail = [{ label: t('people.title'), path: '/people' }, ...(person && name ? [{ label: name, path: `/people/${person.id}` }] : [])];
  return {
    title,
    nav: 'people',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={trail} here={person ? t('platform.edit') : t('people.add')} />
        <div class="tb-pagehead">
          <div>
            <h1>{title}</h1>
            {!person && <p class="tb-lead">{t('people.new-lead')}</p>}
          </div>
        </div>
        <div class="tb-stackgap">
          <ErrorSummary {...parts} />
          <Form view={view} action={person ? `/people/${person.id}/edit` : '/people/new'}>
            {person && <input type="hidden" name="rev" value={state.values.rev ?? String(person.rev)} />}
            <div class="tb-secs">
              <Names {...parts} />
              <Section title={t('people.work')}>
                <BothLanguages {...parts} name="jobTitle" label="people.job-title" max={200} />
                <SelectField {...parts} name="entity" label={t('people.entity')} empty={t('people.no-entity')} options={namedOptions(entities, view)} />
              </Section>
              <Section title={t('people.memberships')}>
                <input type="hidden" name="memberships" value="" />
                <CheckBoxes
                  {...parts}
                  name="memberships"
                  label={t('people.memberships-label')}
                  options={memberCategories.map((category) => ({ value: category, label: t(`people.member.${category}` as MessageKey) }))}
                />
              </Section>
            </div>
            <div class="tb-stick">
              <button class="tb-btn" type="submit">
                {t(person ? 'people.save' : 'people.add')}
              </button>
              <a class="tb-btn tb-line" href={view.url(person ? `/people/${person.id}` : '/people')}>
                {t('platform.back')}
              </a>
            </div>
          </Form>
        </div>
      </>
    ),
  };
}

function Names(parts: FormParts): VNode {
  const { view } = parts;
  const { t } = view;
  const field = (language: Language): VNode => {
    const words = wordsIn(view, language);
    const [name, label] = language === 'ar' ? (['nameAr', 'invitation.name-ar'] as const) : (['nameEn', 'invitation.name-en'] as const);
    return <TextField {...parts} name={name} label={words.t(label)} hint={words.t('invitation.name-hint')} language={language} max={120} />;
  };
  return (
    <Section title={t('people.names')}>
      <div class="tb-pair">{[view.locale, otherLanguage(view.locale)].map(field)}</div>
      <TextField {...parts} name="nameOrig" label={t('invitation.name-orig')} hint={t('platform.optional')} max={120} />
      <input type="hidden" name="spellingChecked" value="" />
      <CheckBoxes
        {...parts}
        name="spellingChecked"
        label={t('people.spelling')}
        hint={t('people.spelling-hint')}
        options={[{ value: 'yes', label: t('people.spelling-checked') }]}
      />
      <SelectField
        {...parts}
        name="form"
        label={t('people.form')}
        hint={t('people.form-hint')}
        empty={t('people.form.none')}
        options={(['m', 'f'] as const).map((form) => ({ value: form, label: t(`people.form.${form}`) }))}
      />
    </Section>
  );
}
