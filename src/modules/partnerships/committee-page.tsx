import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { namedOptions } from '#platform/values/written-text.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { SelectField, TextField } from '#ui/forms.tsx';
import { agreementLabels, followUpsAtMost, meetingsAtMost } from './agreement-form.ts';
import { PartForm, rowsToShow } from './part-form.tsx';
import type { Editable } from './route.ts';

/** The meetings of the joint committee, each with its decisions and what was promised. */
export function committeePage(view: View, { agreement: { row, meetings }, entities }: Editable, state: FormState): Page {
  const { t } = view;
  const parts = { view, state, labels: agreementLabels };
  const entityOptions = namedOptions(entities, view);
  const dayHint = t('partnerships.on-hint', { example: '2027-03-31' });
  return PartForm({
    ...parts,
    row,
    part: 'committee',
    title: t('partnerships.committee-title', { title: plainText(row.title, view.locale) }),
    here: t('partnerships.committee'),
    lead: t('partnerships.committee-lead'),
    children: rowsToShow(state, 'meetings', meetings.length, 1, meetingsAtMost).map((index) => {
      const at = `meetings.${index}`;
      return (
        <fieldset class="tb-rowset">
          <legend>{t('partnerships.meeting-n', { n: index + 1 })}</legend>
          <TextField {...parts} name={`${at}.heldOn`} label={t('partnerships.meeting.held-on')} hint={dayHint} max={20} ltr />
          <BothLanguages {...parts} name={`${at}.decisions`} label="partnerships.meeting.decisions" max={5_000} rows={4} />
          {rowsToShow(state, `${at}.followUps`, meetings[index]?.follow_ups.length ?? 0, 1, followUpsAtMost).map((place) => {
            const one = `${at}.followUps.${place}`;
            return (
              <fieldset class="tb-rowset">
                <legend>{t('partnerships.follow-up-n', { n: place + 1 })}</legend>
                <BothLanguages {...parts} name={`${one}.what`} label="partnerships.follow-up.what" max={600} rows={2} />
                <div class="tb-cols">
                  <SelectField
                    {...parts}
                    name={`${one}.entity`}
                    label={t('partnerships.follow-up.entity')}
                    empty={t('platform.choose')}
                    options={entityOptions}
                  />
                  <TextField {...parts} name={`${one}.dueOn`} label={t('partnerships.follow-up.due-on')} max={20} ltr />
                  <TextField {...parts} name={`${one}.doneOn`} label={t('partnerships.follow-up.done-on')} max={20} ltr />
                </div>
              </fieldset>
            );
          })}
        </fieldset>
      );
    }),
  });
}
