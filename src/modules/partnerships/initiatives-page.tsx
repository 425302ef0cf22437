import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { SelectField, TextField } from '#ui/forms.tsx';
import { agreementLabels, initiativesAtMost } from './agreement-form.ts';
import { PartForm, rowsToShow } from './part-form.tsx';
import type { Editable } from './route.ts';
import { initiativeStatuses, initiativeTypes } from './workflow.ts';

/** The initiatives of an agreement, a group of fields each. */
export function initiativesPage(view: View, { agreement: { row, axes, initiatives } }: Editable, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: agreementLabels };
  const choose = t('platform.choose');
  return PartForm({
    ...parts,
    row,
    part: 'initiatives',
    title: t('partnerships.initiatives-title', { title: plainText(row.title, view.locale) }),
    here: t('partnerships.initiatives'),
    lead: t('partnerships.initiatives-lead'),
    children: rowsToShow(state, 'initiatives', initiatives.length, 2, initiativesAtMost).map((index) => {
      const at = `initiatives.${index}`;
      return (
        <fieldset class="tb-rowset">
          <legend>{t('partnerships.initiative-n', { n: index + 1 })}</legend>
          <BothLanguages {...parts} name={`${at}.title`} label="partnerships.initiative.title" max={200} />
          <div class="tb-cols">
            <SelectField
              {...parts}
              name={`${at}.type`}
              label={t('partnerships.initiative.type')}
              empty={choose}
              options={initiativeTypes.map((type) => ({ value: type, label: t(`partnerships.initiative-type.${type}`) }))}
            />
            <SelectField
              {...parts}
              name={`${at}.axis`}
              label={t('partnerships.initiative.axis')}
              empty={choose}
              options={axes.map((axis) => ({ value: String(axis.no), label: plainText(axis.title, view.locale) }))}
            />
            <SelectField
              {...parts}
              name={`${at}.status`}
              label={t('partnerships.initiative.status')}
              options={initiativeStatuses.map((status) => ({ value: status, label: t(`partnerships.initiative-status.${status}`) }))}
            />
          </div>
          <div class="tb-cols">
            <TextField {...parts} name={`${at}.startsOn`} label={t('partnerships.initiative.starts-on')} hint={t('partnerships.date-hint')} max={20} ltr />
            <TextField {...parts} name={`${at}.endsOn`} label={t('partnerships.initiative.ends-on')} hint={t('partnerships.date-hint')} max={20} ltr />
          </div>
        </fieldset>
      );
    }),
  });
}
