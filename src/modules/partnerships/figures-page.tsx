import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { qualifiers } from '#platform/values/quantity.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { SelectField, TextField } from '#ui/forms.tsx';
import { agreementLabels, figuresAtMost } from './agreement-form.ts';
import { PartForm, rowsToShow } from './part-form.tsx';
import type { Editable } from './route.ts';

/** What is reported of an agreement, a group of fields for each figure. */
export function figuresPage(view: View, { agreement: { row, figures } }: Editable, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: agreementLabels };
  return PartForm({
    ...parts,
    row,
    part: 'figures',
    title: t('partnerships.figures-title', { title: plainText(row.title, view.locale) }),
    here: t('partnerships.figures'),
    lead: t('partnerships.figures-lead'),
    children: rowsToShow(state, 'figures', figures.length, 2, figuresAtMost).map((index) => {
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
    }),
  });
}
