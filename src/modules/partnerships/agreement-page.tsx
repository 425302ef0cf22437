import type { ComponentChildren, VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import { plainText, shownText } from '#platform/values/localized-text.ts';
import { movesFrom } from '#platform/workflow/workflow.ts';
import { BothLanguages } from '#ui/both-languages.tsx';
import { ErrorSummary, Form, type FormParts, PostButton, SelectField, TextField } from '#ui/forms.tsx';
import { Crumbs, Empty, Mark, Note, Pairs, Section } from '#ui/parts.tsx';
import { Line, Ltr, Paragraphs, TextNotice } from '#ui/text.tsx';
import { agreementLabels } from './agreement-form.ts';
import type { AxisRow } from './queries.ts';
import type { AgreementFigure, AgreementView } from './read-agreements.ts';
import { agreementMark, axisMark, dayText, isReportedElsewhere, Overdue, partyName, spanText } from './words.tsx';
import { agreementWorkflow, axisStatuses, isBinding, isOver } from './workflow.ts';

/** An agreement as a minister reads it in a minute: who with whom, how far, what was reported, what comes next. */
export function agreementPage(view: View, agreement: AgreementView, state: FormState): Page {
  const { t } = view;
  const { row } = agreement;
  const purpose = row.purpose && shownText(row.purpose, view.locale);
  const parts = { view, state, labels: agreementLabels };
  return {
    title: plainText(row.title, view.locale),
    nav: 'partnerships',
    unlisted: !row.signed,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('partnerships.title'), path: '/partnerships' }]} here={<Line view={view} value={row.title} />} />
        <ErrorSummary {...parts} />
        <div class="tb-pagehead">
          <div>
            <h1 class="tb-title">
              <Line view={view} value={row.title} />
            </h1>
            <p>
              {agreementMark(view, row.state)} · {t(`partnerships.type.${row.type}`)}
            </p>
          </div>
          {agreement.mayManage && <Actions view={view} agreement={agreement} />}
        </div>
        {isReportedElsewhere(row) && <Note>{t('partnerships.fact-note')}</Note>}
        {!row.signed && <Note>{t('partnerships.unsigned-note')}</Note>}
        <div class="tb-prac">
          <div class="tb-secs">
            {purpose && row.purpose && (
              <Section title={t('partnerships.field.purpose')}>
                <TextNotice view={view} value={row.purpose} />
                <Paragraphs text={purpose.text} language={purpose.language} />
              </Section>
            )}
            <Figures {...parts} agreement={agreement} />
            <Axes view={view} agreement={agreement} />
            <Initiatives view={view} agreement={agreement} />
            <Next view={view} axes={agreement.axes} />
            <Committee view={view} agreement={agreement} />
            {agreement.mayManage && movesFrom(agreementWorkflow, row.state).length > 0 && <Move {...parts} agreement={agreement} />}
            <Amendments view={view} agreement={agreement} />
          </div>
          <Side view={view} agreement={agreement} />
        </div>
      </>
    ),
  };
}

function Actions({ view, agreement: { row } }: { view: View; agreement: AgreementView }): VNode {
  const path = `/partnerships/${row.ref}`;
  const to = (part: string, label: string): VNode => (
    <a class="tb-btn tb-line" href={view.url(`${path}/${part}`)}>
      {label}
    </a>
  );
  return (
    <div class="tb-acts">
      {!isOver(row.state) && to('edit', view.t(isBinding(row.state) ? 'partnerships.amend' : 'partnerships.edit'))}
      {!isOver(row.state) && to('axes', view.t('partnerships.edit-axes'))}
      {!isOver(row.state) && to('initiatives', view.t('partnerships.initiatives'))}
      {!isOver(row.state) && to('committee', view.t('partnerships.committee'))}
      {to('figures', view.t('partnerships.edit-figures'))}
    </div>
  );
}

const verificationMarks = { reported: ['acc', 'open'], confirmed: ['good', ''], disputed: ['bad', 'tri'] } as const;

/** What was reported, each figure with its exactness, its day, its source and what the other side says of it. */
function Figures({ agreement: { figures, mayVerify }, ...parts }: FormParts & { agreement: AgreementView }): VNode {
  const { view } = parts;
  const { t } = view;
  return (
    <Section title={t('partnerships.figures')} aside={t('partnerships.figures-aside')}>
      {figures.length === 0 ? (
        <Empty text={t('partnerships.figures-none')} />
      ) : (
        <div class="tb-figs tb-figs3">
          {figures.map((figure) => (
            <div class="tb-fig">
              <Figure view={view} figure={figure} />
              {mayVerify && <Verify {...parts} figure={figure} />}
            </div>
          ))}
        </div>
      )}
    </Section>
  );
}

function Figure({ view, figure: { indicator, reading } }: { view: View; figure: AgreementFigure }): VNode {
  const { t } = view;
  const [tone, shape] = verificationMarks[reading.verification];
  return (
    <>
      <h3>
        <Line view={view} value={indicator.name} />
      </h3>
      <span class="tb-q">{reading.quantity.qualifier === 'exact' ? '\u00a0' : t(`measures.qualifier.${reading.quantity.qualifier}`)}</span>
      <b>{view.number(reading.quantity.value)}</b>
      <span class="tb-u">
        <Line view={view} value={indicator.unit} />
      </span>
      <div class="tb-src">
        <p>
          <Mark tone={tone} shape={shape}>
            {t(`partnerships.figure-state.${reading.verification}`)}
          </Mark>
        </p>
        {reading.verification === 'disputed' && reading.reason && (
          <p>
            <Line view={view} value={reading.reason} />
          </p>
        )}
        <p>
          {t('partnerships.as-of', { date: view.partialDate(reading.dated) })}
          {reading.dated.inferred && ` (${t('partnerships.inferred')})`}
        </p>
        {indicator.method && (
          <p>
            {t('platform.source')}: <Line view={view} value={indicator.method} />
          </p>
        )}
      </div>
    </>
  );
}

/** The focal point of a side confirms a figure, or says why it does not hold. */
function Verify({ view, figure: { indicator, reading } }: FormParts & { figure: AgreementFigure }): VNode {
  const { t } = view;
  const action = `/readings/${reading.id}/verification`;
  const name = plainText(indicator.name, view.locale);
  return (
    <div class="tb-acts">
      {reading.verification !== 'confirmed' && (
        <PostButton view={view} action={action} fields={{ verification: 'confirmed' }} label={t('partnerships.confirm-figure')} kind="tb-line tb-sm" />
      )}
      {reading.verification !== 'disputed' && (
        <Form view={view} action={action}>
          <input type="hidden" name="verification" value="disputed" />
          <div class="tb-field">
            <label for={`f-why-${reading.id}`}>{t('partnerships.dispute-why', { name })}</label>
            <input class="tb-in" id={`f-why-${reading.id}`} name="reason" type="text" maxLength={600} />
          </div>
          <button class="tb-btn tb-line tb-sm" type="submit">
            {t('partnerships.dispute-figure')}
          </button>
        </Form>
      )}
    </div>
  );
}

/** The axes by phase: what each is for, who leads it on both sides, where it stands. */
function Axes({ view, agreement: { axes, phases, entities } }: { view: View; agreement: AgreementView }): VNode {
  const { t } = view;
  const counted = axisStatuses.map((status) => [status, axes.filter((axis) => axis.status === status).length] as const).filter(([, n]) => n > 0);
  const groups = [
    ...phases.map((phase) => ({ phase, rows: axes.filter((axis) => axis.phase === phase.no) })),
    { phase: null, rows: axes.filter(({ phase }) => !phases.some(({ no }) => no === phase)) },
  ].filter(({ phase, rows }) => phase || rows.length > 0);
  return (
    <Section title={t('partnerships.axes')} aside={axes.length > 0 ? t('partnerships.axes-count', { n: axes.length }) : undefined}>
      {axes.length === 0 && <Empty text={t('partnerships.axes-none')} />}
      {counted.length > 0 && (
        <p class="tb-ways">
          {counted.map(([status, n]) => (
            <span>
              {axisMark(view, status)} {view.number(n)}
            </span>
          ))}
        </p>
      )}
      {groups.map(({ phase, rows }) => (
        <div class="tb-phase">
          {phase && (
            <h3>
              <Line view={view} value={phase.title} />{' '}
              {(phase.starts_on || phase.ends_on) && <span class="tb-small tb-dim">{spanText(view, phase.starts_on, phase.ends_on)}</span>}
            </h3>
          )}
          {rows.length > 0 && (
            <ul class="tb-facts">
              {rows.map((axis) => (
                <li>
                  <b>
                    {view.number(axis.no)}. <Line view={view} value={axis.title} />
                  </b>{' '}
                  {axis.status && axisMark(view, axis.status)}
                  {axis.objectives && (
                    <p>
                      <Line view={view} value={axis.objectives} />
                    </p>
                  )}
                  <Leads view={view} axis={axis} entities={entities} />
                </li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </Section>
  );
}

function Leads({ view, axis, entities }: { view: View; axis: AxisRow; entities: AgreementView['entities'] }): VNode | null {
  const leads = [axis.lead_entity_id, axis.partner_entity_id].flatMap((id) => entities.get(id ?? '') ?? []);
  if (leads.length === 0) return null;
  return (
    <p class="tb-small tb-dim">
      {view.t('partnerships.led-by')}{' '}
      {leads.map((entity, index) => (
        <>
          {index > 0 && ' · '}
          <a href={view.url(`/entities/${entity.code}`)}>
            <Line view={view} value={entity.name} />
          </a>
        </>
      ))}
    </p>
  );
}

/** What comes next, the earliest first; what is late says so. */
function Next({ view, axes }: { view: View; axes: readonly AxisRow[] }): VNode | null {
  const { t } = view;
  const today = view.now.toISOString().slice(0, 10);
  const steps = axes
    .filter(({ next_step, status }) => next_step && status !== 'completed' && status !== 'dropped')
    .sort((a, b) => (a.due_on ?? '9999').localeCompare(b.due_on ?? '9999') || a.no - b.no);
  if (steps.length === 0) return null;
  return (
    <Section title={t('partnerships.next')}>
      <ul class="tb-facts">
        {steps.map((axis) => (
          <li>
            <Line view={view} value={axis.next_step} />
            <p class="tb-small tb-dim">
              <Line view={view} value={axis.title} />
              {axis.due_on && ` · ${t('partnerships.due', { date: dayText(view, axis.due_on) })}`}
              {axis.due_on && axis.due_on < today && <Overdue view={view} />}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const initiativeMarks = { planned: ['off', 'dash'], under_way: ['acc', 'half'], done: ['good', ''], cancelled: ['off', 'sq'] } as const;

/** What was and is done under the axes, in the order of time. */
function Initiatives({ view, agreement: { initiatives, axes } }: { view: View; agreement: AgreementView }): VNode | null {
  const { t } = view;
  if (initiatives.length === 0) return null;
  const inTime = [...initiatives].sort((a, b) => (a.starts_on?.date ?? '9999').localeCompare(b.starts_on?.date ?? '9999') || a.no - b.no);
  return (
    <Section title={t('partnerships.initiatives')} aside={t('partnerships.initiatives-count', { n: initiatives.length })}>
      <ol class="tb-timed">
        {inTime.map((one) => {
          const [tone, shape] = initiativeMarks[one.status];
          const axis = axes.find(({ no }) => no === one.axis);
          return (
            <li>
              <span class="tb-small tb-dim">{spanText(view, one.starts_on, one.ends_on)}</span>
              <div>
                <b>
                  <Line view={view} value={one.title} />
                </b>
                <p class="tb-small tb-dim">
                  {t(`partnerships.initiative-type.${one.type}`)} ·{' '}
                  <Mark tone={tone} shape={shape}>
                    {t(`partnerships.initiative-status.${one.status}`)}
                  </Mark>
                  {axis && (
                    <>
                      {' '}
                      · <Line view={view} value={axis.title} />
                    </>
                  )}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** The joint committee: what each meeting decided, and what of it is still to be done. */
function Committee({ view, agreement: { meetings, entities } }: { view: View; agreement: AgreementView }): VNode | null {
  const { t } = view;
  if (meetings.length === 0) return null;
  const today = view.now.toISOString().slice(0, 10);
  return (
    <Section title={t('partnerships.committee')}>
      {[...meetings].reverse().map((meeting) => {
        const decisions = shownText(meeting.decisions, view.locale);
        return (
          <div class="tb-phase">
            <h3>{t('partnerships.meeting-of', { date: dayText(view, meeting.held_on) })}</h3>
            {decisions && <Paragraphs text={decisions.text} language={decisions.language} />}
            {meeting.follow_ups.length > 0 && (
              <ul class="tb-facts">
                {meeting.follow_ups.map((one) => (
                  <li>
                    <Line view={view} value={one.what} />
                    <p class="tb-small tb-dim">
                      {one.entity_id && <Line view={view} value={entities.get(one.entity_id)?.name ?? null} />}
                      {one.due_on && ` · ${t('partnerships.due', { date: dayText(view, one.due_on) })}`}{' '}
                      {one.done_on ? (
                        <Mark tone="good">{t('partnerships.done-on', { date: dayText(view, one.done_on) })}</Mark>
                      ) : (
                        one.due_on && one.due_on < today && <Overdue view={view} />
                      )}
                    </p>
                  </li>
                ))}
              </ul>
            )}
          </div>
        );
      })}
    </Section>
  );
}

function Move({ agreement: { row }, ...parts }: FormParts & { agreement: AgreementView }): VNode {
  const { view } = parts;
  const { t } = view;
  return (
    <Section title={t('partnerships.move')} aside={t('partnerships.move-aside')}>
      <Form view={view} action={`/partnerships/${row.ref}/moves`}>
        <div class="tb-cols">
          <SelectField
            {...parts}
            name="move"
            label={t('partnerships.field.move')}
            empty={t('platform.choose')}
            options={movesFrom(agreementWorkflow, row.state).map((move) => ({ value: move, label: t(`partnerships.move.${move}`) }))}
          />
          <TextField {...parts} name="on" label={t('partnerships.field.on')} hint={t('partnerships.on-hint', { example: '2027-03-31' })} max={20} ltr />
        </div>
        <BothLanguages {...parts} name="reason" label="partnerships.field.reason" max={2_000} rows={2} />
        <button class="tb-btn tb-line" type="submit">
          {t('partnerships.move-do')}
        </button>
      </Form>
    </Section>
  );
}

function Amendments({ view, agreement: { amendments, moves } }: { view: View; agreement: AgreementView }): VNode | null {
  const { t } = view;
  if (amendments.length + moves.length === 0) return null;
  return (
    <Section title={t('practices.history')}>
      {moves.length > 0 && (
        <ul class="tb-facts">
          {moves.map((move) => (
            <li>
              {t(`partnerships.moved.${move.move}`)} · {view.date(move.moved_at)}
              {move.reason && (
                <p class="tb-small">
                  <Line view={view} value={move.reason} />
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
      {amendments.map((amendment) => (
        <details>
          <summary>{t('partnerships.amendment-n', { n: amendment.no, date: view.date(amendment.amended_at) })}</summary>
          <p>
            <Line view={view} value={amendment.note} />
          </p>
          <Pairs
            pairs={Object.entries(amendment.earlier).map(([field, value]) => [
              t('partnerships.was', { field: t(earlierLabel(field)) }),
              earlierValue(view, value),
            ])}
          />
        </details>
      ))}
    </Section>
  );
}

const earlierLabels = {
  type: 'partnerships.field.type',
  title: 'partnerships.field.title',
  purpose: 'partnerships.field.purpose',
  signed_on: 'partnerships.field.signed-on',
  signed_at: 'partnerships.field.signed-at',
  effective_on: 'partnerships.field.effective-on',
  expires_on: 'partnerships.field.expires-on',
  auto_renew: 'partnerships.field.auto-renew',
  languages: 'partnerships.field.languages',
  parties: 'partnerships.parties',
} as const;
const earlierLabel = (field: string) => earlierLabels[field as keyof typeof earlierLabels] ?? 'partnerships.field.title';

/** A value of the earlier text in the reader's words. */
function earlierValue(view: View, value: unknown): ComponentChildren {
  if (value === null || (Array.isArray(value) && value.length === 0)) return view.t('partnerships.not-said');
  if (typeof value === 'boolean') return view.t(value ? 'platform.yes' : 'platform.no');
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\d$/.test(value) ? dayText(view, value) : view.t(`partnerships.type.${value}` as 'partnerships.type.mou');
  if (Array.isArray(value)) return <Ltr>{value.map((one) => (typeof one === 'string' ? one : (one.country_code ?? ''))).join(' · ')}</Ltr>;
  if ('precision' in (value as object)) return view.partialDate(value as Parameters<View['partialDate']>[0]);
  return <Line view={view} value={value as Parameters<typeof Line>[0]['value']} />;
}

function Side({ view, agreement: { row, parties, links } }: { view: View; agreement: AgreementView }): VNode {
  const { t } = view;
  const pairs: readonly (readonly [string, ComponentChildren])[] = [
    [
      t('partnerships.parties'),
      <ul>
        {parties.map((party) => (
          <li>
            {party.entity ? (
              <a href={view.url(`/entities/${party.entity.code}`)}>{partyName(view, party)}</a>
            ) : (
              party.country && <a href={view.url(`/countries/${party.country.code}`)}>{partyName(view, party)}</a>
            )}
            {party.entity && party.country && (
              <>
                {' '}
                (<Line view={view} value={party.country.name} />)
              </>
            )}
            {party.role && `: ${t(`partnerships.role.${party.role}`)}`}
          </li>
        ))}
      </ul>,
    ],
    [t('partnerships.field.ref'), <Ltr>{row.ref}</Ltr>],
    [
      t('partnerships.field.signed-on'),
      row.signed_on && (
        <>
          {view.partialDate(row.signed_on)}
          {row.signed_on.inferred && ` (${t('partnerships.inferred')})`}
        </>
      ),
    ],
    [t('partnerships.field.signed-at'), row.signed_at && <Line view={view} value={row.signed_at} />],
    [t('partnerships.field.effective-on'), row.effective_on && view.partialDate(row.effective_on)],
    [t('partnerships.field.expires-on'), row.expires_on && dayText(view, row.expires_on)],
    [t('partnerships.field.auto-renew'), row.auto_renew && t('platform.yes')],
    [
      t('partnerships.field.languages'),
      row.languages.length > 0 && view.list(row.languages.map((code) => t(`partnerships.language.${code}` as 'partnerships.language.ar'))),
    ],
    [
      t('practices.links'),
      links.length > 0 && (
        <ul>
          {links.map(({ description }) => (
            <li>
              <a href={view.url(description.path)}>
                <Line view={view} value={description.title} />
              </a>
            </li>
          ))}
        </ul>
      ),
    ],
  ];
  return (
    <aside class="tb-side" aria-label={t('partnerships.about')}>
      <Pairs pairs={pairs.filter(([, value]) => value)} />
      <p class="tb-ways">
        <a href={view.url(`/partnerships/${row.ref}/iati`)}>{t('partnerships.iati')}</a>
      </p>
    </aside>
  );
}
