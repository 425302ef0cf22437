import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { CheckBoxes, ErrorSummary, Form, TextField } from '#ui/forms.tsx';
import { Crumbs, Section } from '#ui/parts.tsx';
import { Ltr } from '#ui/text.tsx';
import { AliasRows } from '../alias-rows.tsx';
import type { CountryRow } from '../queries.ts';
import { countryLabels } from './country-form.ts';

/** `country` is null for one that is being added. */
export function countryFormPage(view: View, country: CountryRow | null, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: countryLabels };
  const name = country && plainText(country.name, view.locale);
  const title = name ? t('directory.country-edit-title', { name }) : t('directory.country-add');
  const trail = [{ label: t('directory.countries'), path: '/countries' }, ...(country && name ? [{ label: name, path: `/countries/${country.code}` }] : [])];
  return {
    title,
    nav: 'countries',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={trail} here={country ? t('platform.edit') : t('directory.country-add')} />
        <div class="tb-pagehead">
          <div>
            <h1>{title}</h1>
            {country && (
              <p class="tb-dim">
                {t('directory.code')}: <Ltr>{country.code}</Ltr> · {t('directory.code-stays')}
              </p>
            )}
          </div>
        </div>
        <div class="tb-stackgap">
          <ErrorSummary {...parts} />
          <Form view={view} action={country ? `/countries/${country.code}/edit` : '/countries/new'}>
            {country && <input type="hidden" name="rev" value={state.values.rev ?? String(country.rev)} />}
            <div class="tb-secs">
              <Section title={t('directory.name-and-listing')}>
                <BothLanguages {...parts} name="name" label="directory.name" max={120} />
                {!country && <TextField {...parts} name="code" label={t('directory.code')} hint={t('directory.country-code-hint')} max={2} ltr />}
                <input type="hidden" name="listed" value="" />
                <CheckBoxes {...parts} name="listed" label={t('directory.listing')} options={[{ value: 'yes', label: t('directory.listed') }]} />
              </Section>
              <AliasRows {...parts} />
            </div>
            <div class="tb-stick">
              <button class="tb-btn" type="submit">
                {t(country ? 'directory.country-save' : 'directory.country-add')}
              </button>
              <a class="tb-btn tb-line" href={view.url(country ? `/countries/${country.code}` : '/countries')}>
                {t('platform.back')}
              </a>
            </div>
          </Form>
        </div>
      </>
    ),
  };
}
