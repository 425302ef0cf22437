import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { namedOptions } from '#platform/values/written-text.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { SelectField, TextField } from '#ui/forms.tsx';
import { agreementLabels, axesAtMost } from './agreement-form.ts';
import { PartForm, rowsToShow } from './part-form.tsx';
import type { Editable } from './route.ts';
import { axisStatuses } from './workflow.ts';

/** The axes of an agreement, a group of fields each. */
export function axesPage(view: View, { agreement: { row, axes, phases }, entities }: Editable, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: agreementLabels };
  const entityOptions = namedOptions(entities, view);
  const choose = t('platform.choose');
  return PartForm({
    ...parts,
    row,
    part: 'axes',
    title: t('partnerships.axes-title', { title: plainText(row.title, view.locale) }),
    here: t('partnerships.axes'),
    lead: t('partnerships.axes-lead'),
    children: rowsToShow(state, 'axes', axes.length, 2, axesAtMost).map((index) => {
      const at = `axes.${index}`;
      return (
        <fieldset class="tb-rowset">
          <legend>{t('partnerships.axis-n', { n: index + 1 })}</legend>
          <BothLanguages {...parts} name={`${at}.title`} label="partnerships.axis.title" max={200} />
          <BothLanguages {...parts} name={`${at}.objectives`} label="partnerships.axis.objectives" max={2_000} rows={2} />
          <div class="tb-cols">
            <SelectField
              {...parts}
              name={`${at}.status`}
              label={t('partnerships.axis.status')}
              empty={choose}
              options={axisStatuses.map((status) => ({ value: status, label: t(`partnerships.axis-status.${status}`) }))}
            />
            <SelectField
              {...parts}
              name={`${at}.phase`}
              label={t('partnerships.axis.phase')}
              empty={choose}
              options={phases.map((phase) => ({ value: String(phase.no), label: plainText(phase.title, view.locale) }))}
            />
            <SelectField {...parts} name={`${at}.lead`} label={t('partnerships.axis.lead')} empty={choose} options={entityOptions} />
            <SelectField {...parts} name={`${at}.partner`} label={t('partnerships.axis.partner')} empty={choose} options={entityOptions} />
          </div>
          <BothLanguages {...parts} name={`${at}.nextStep`} label="partnerships.axis.next-step" max={300} />
          <TextField
            {...parts}
            name={`${at}.dueOn`}
            label={t('partnerships.axis.due-on')}
            hint={t('partnerships.on-hint', { example: '2027-03-31' })}
            max={20}
            ltr
          />
        </fieldset>
      );
    }),
  });
}
