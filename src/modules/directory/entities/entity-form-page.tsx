import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { namedOptions } from '#platform/values/written-text.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { ErrorSummary, Form, SelectField, TextField } from '#ui/forms.tsx';
import { Crumbs, Section } from '#ui/parts.tsx';
import { Ltr } from '#ui/text.tsx';
import { AliasRows } from '../alias-rows.tsx';
import type { EntityRow } from '../queries.ts';
import type { PlaceChoices } from '../roles/role-fields.tsx';
import { entityTypes } from '../roles/roles.ts';
import { entityLabels } from './entity-form.ts';

export interface EntityFormView {
  /** Absent for an entity that is being added. */
  readonly entity?: EntityRow;
  readonly choices: PlaceChoices;
}

export function entityFormPage(view: View, { entity, choices }: EntityFormView, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: entityLabels };
  const name = entity && plainText(entity.name, view.locale);
  const title = name ? t('directory.entity-edit-title', { name }) : t('directory.entity-add');
  const trail = [{ label: t('directory.entities'), path: '/entities' }, ...(entity && name ? [{ label: name, path: `/entities/${entity.code}` }] : [])];
  const back = entity ? `/entities/${entity.code}` : '/entities';
  return {
    title,
    nav: 'entities',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={trail} here={entity ? t('platform.edit') : t('directory.entity-add')} />
        <div class="tb-pagehead">
          <div>
            <h1>{title}</h1>
            {entity && (
              <p class="tb-dim">
                {t('directory.code')}: <Ltr>{entity.code}</Ltr> · {t('directory.code-stays')}
              </p>
            )}
          </div>
        </div>
        <div class="tb-stackgap">
          <ErrorSummary {...parts} />
          <Form view={view} action={entity ? `/entities/${entity.code}/edit` : '/entities/new'}>
            {entity && <input type="hidden" name="rev" value={state.values.rev ?? String(entity.rev)} />}
            <div class="tb-secs">
              <Section title={t('directory.name-and-place')}>
                <BothLanguages {...parts} name="name" label="directory.name" max={200} />
                {!entity && <TextField {...parts} name="code" label={t('directory.code')} hint={t('directory.entity-code-hint')} max={40} ltr />}
                <div class="tb-cols">
                  <SelectField
                    {...parts}
                    name="type"
                    label={t('directory.type')}
                    options={entityTypes.map((type) => ({ value: type, label: t(`directory.type.${type}` as MessageKey) }))}
                    {...(!entity && { empty: t('platform.choose') })}
                  />
                  <SelectField
                    {...parts}
                    name="country"
                    label={t('directory.country')}
                    empty={t('directory.no-country')}
                    options={namedOptions(choices.countries, view)}
                  />
                </div>
                <SelectField
                  {...parts}
                  name="parent"
                  label={t('directory.parent')}
                  hint={t('directory.parent-hint')}
                  empty={t('directory.no-parent')}
                  options={namedOptions(choices.entities, view)}
                />
              </Section>
              <AliasRows {...parts} />
            </div>
            <div class="tb-stick">
              <button class="tb-btn" type="submit">
                {t(entity ? 'directory.entity-save' : 'directory.entity-add')}
              </button>
              <a class="tb-btn tb-line" href={view.url(back)}>
                {t('platform.back')}
              </a>
            </div>
          </Form>
        </div>
      </>
    ),
  };
}
