import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { qualifiers } from '#platform/values/quantity.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { ErrorSummary, Form, SelectField, TextField } from '#ui/forms.tsx';
import { Crumbs } from '#ui/parts.tsx';
import { agreementLabels, figuresAtMost } from './agreement-form.ts';
import { rowsToShow, Submit } from './agreement-form-page.tsx';
import type { Editable } from './route.ts';

/** What is reported of an agreement, a group of fields for each figure. */
export function figuresPage(view: View, { agreement: { row, figures } }: Editable, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: agreementLabels };
  const path = `/partnerships/${row.ref}`;
  const title = t('partnerships.figures-title', { title: plainText(row.title, view.locale) });
  return {
    title,
    nav: 'partnerships',
    unlisted: true,
    body: (
      <div class="tb-stackgap">
        <Crumbs
          view={view}
          trail={[
            { label: t('partnerships.title'), path: '/partnerships' },
            { label: plainText(row.title, view.locale), path },
          ]}
          here={t('partnerships.figures')}
        />
        <div>
          <h1>{title}</h1>
          <p class="tb-lead">{t('partnerships.figures-lead')}</p>
        </div>
        <ErrorSummary {...parts} />
        <Form view={view} action={`${path}/figures`}>
          <input type="hidden" name="rev" value={state.values.rev ?? String(row.rev)} />
          {rowsToShow(state, 'figures', figures.length, 2, figuresAtMost).map((index) => {
            const at = `figures.${index}`;
            return (
              <fieldset class="tb-rowset">
                <legend>{t('partnerships.figure-n', { n: index + 1 })}</legend>
                <BothLanguages {...parts} name={`${at}.name`} label="partnerships.figure.name" max={200} />
                <div class="tb-cols">
                  <SelectField
                    {...parts}
                    name={`${at}.qualifier`}
                    label={t('partnerships.figure.qualifier')}
                    options={qualifiers.map((qualifier) => ({ value: qualifier, label: t(`measures.qualifier.${qualifier}`) }))}
                  />
                  <TextField {...parts} name={`${at}.value`} label={t('partnerships.figure.value')} inputMode="decimal" ltr />
                  <TextField {...parts} name={`${at}.asOf`} label={t('partnerships.figure.as-of')} hint={t('partnerships.date-hint')} max={20} ltr />
                </div>
                <BothLanguages {...parts} name={`${at}.unit`} label="partnerships.figure.unit" max={100} />
                <BothLanguages {...parts} name={`${at}.source`} label="partnerships.figure.source" max={600} />
              </fieldset>
            );
          })}
          <Submit view={view} label={t('platform.save')} back={path} />
        </Form>
      </div>
    ),
  };
}
