import type { ComponentChildren, VNode } from 'preact';
import type { PublicPractice } from '#modules/practices/public.ts';
import type { MatchReason } from '#modules/search/public.ts';
import { conceptOf } from '#modules/vocabulary/public.ts';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plainText, shownText } from '#platform/values/localized-text.ts';
import { ErrorSummary, Form, PostButton, TextField } from '#ui/forms.tsx';
import { Crumbs, Empty, Grade, Note, Pairs, Section } from '#ui/parts.tsx';
import { Line, Ltr, Paragraphs, TextNotice } from '#ui/text.tsx';
import { needLabels } from './need-form.ts';
import type { NeedView, ProposedMatch } from './read-needs.ts';
import { needDay, needMark } from './words.tsx';
import { isLooking } from './workflow.ts';

/** A need, what answers it, and the practices that may, each with its reasons. */
export function needPage(view: View, need: NeedView, state: FormState): Page {
  const { t } = view;
  const { row, mayWrite } = need;
  const problem = shownText(row.problem, view.locale);
  const parts = { view, state, labels: needLabels };
  return {
    title: plainText(row.title, view.locale),
    nav: 'needs',
    unlisted: true,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('exchange.needs'), path: '/needs' }]} here={<Line view={view} value={row.title} />} />
        <ErrorSummary {...parts} />
        <div class="tb-pagehead">
          <div>
            <h1 class="tb-title">
              <Line view={view} value={row.title} />
            </h1>
            <p>
              {needMark(view, row.state)}
              {need.entity && (
                <>
                  {' '}
                  ·{' '}
                  <a href={view.url(`/entities/${need.entity.code}`)}>
                    <Line view={view} value={need.entity.name} />
                  </a>
                </>
              )}
            </p>
          </div>
          {mayWrite && <Actions view={view} need={need} />}
        </div>
        <div class="tb-prac">
          <div class="tb-secs">
            {problem && (
              <Section title={t('exchange.field.problem')}>
                <TextNotice view={view} value={row.problem} />
                <Paragraphs text={problem.text} language={problem.language} />
              </Section>
            )}
            <Answers view={view} need={need} />
            {isLooking(row.state) && <Matches view={view} need={need} />}
            {mayWrite && isLooking(row.state) && (
              <Section title={t('exchange.name-answer')}>
                <Form view={view} action={`/needs/${row.no}/answers`}>
                  <TextField
                    {...parts}
                    name="practice"
                    label={t('exchange.field.practice')}
                    hint={t('exchange.practice-hint', { example: 'QM-0001' })}
                    max={20}
                    ltr
                  />
                  <button class="tb-btn tb-line" type="submit">
                    {t('exchange.choose-answer')}
                  </button>
                </Form>
              </Section>
            )}
          </div>
          <Side view={view} need={need} />
        </div>
      </>
    ),
  };
}

function Actions({ view, need: { row } }: { view: View; need: NeedView }): VNode {
  const { t } = view;
  const path = `/needs/${row.no}`;
  return (
    <div class="tb-acts">
      {row.state === 'matched' && <PostButton view={view} action={`${path}/meet`} label={t('exchange.meet')} />}
      {isLooking(row.state) ? (
        <>
          <a class="tb-btn tb-line" href={view.url(`${path}/edit`)}>
            {t('exchange.edit')}
          </a>
          <PostButton view={view} action={`${path}/withdraw`} label={t('exchange.withdraw')} kind="tb-line" />
        </>
      ) : (
        <PostButton view={view} action={`${path}/reopen`} label={t('exchange.reopen')} kind="tb-line" />
      )}
    </div>
  );
}

const PracticeHead = ({ view, practice }: { view: View; practice: PublicPractice }): VNode => (
  <>
    <h3>
      <a href={view.url(`/practices/${practice.code}`)}>
        <Line view={view} value={practice.title} />
      </a>
    </h3>
    <p class="tb-small tb-dim">
      {practice.entity && (
        <>
          <Line view={view} value={practice.entity.name} /> ·{' '}
        </>
      )}
      <Ltr>{practice.code}</Ltr> · <Grade view={view} grade={practice.grade} />
    </p>
  </>
);

function Answers({ view, need: { row, answers, mayWrite } }: { view: View; need: NeedView }): VNode {
  const { t } = view;
  return (
    <Section title={t('exchange.answers')}>
      {answers.length === 0 ? (
        <Empty text={t('exchange.no-answers')} />
      ) : (
        <ul class="tb-facts">
          {answers.map((practice) => (
            <li>
              <PracticeHead view={view} practice={practice} />
              {mayWrite && isLooking(row.state) && (
                <PostButton
                  view={view}
                  action={`/needs/${row.no}/answers/drop`}
                  fields={{ practice: practice.code }}
                  label={t('exchange.drop-answer')}
                  kind="tb-line tb-sm"
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Matches({ view, need }: { view: View; need: NeedView }): VNode {
  const { t } = view;
  const { matches, hidden, row, mayWrite } = need;
  return (
    <Section title={t('exchange.matches')} aside={t('exchange.matches-aside')}>
      {matches === null ? (
        <Note>{t('exchange.matches-loading')}</Note>
      ) : matches.length === 0 ? (
        <Empty text={t('exchange.no-matches')} />
      ) : (
        <ol class="tb-collected">
          {matches.map((match) => (
            <li>
              <PracticeHead view={view} practice={match.practice} />
              <Reasons view={view} need={need} match={match} />
              {mayWrite && (
                <div class="tb-acts">
                  <PostButton
                    view={view}
                    action={`/needs/${row.no}/answers`}
                    fields={{ practice: match.practice.code }}
                    label={t('exchange.choose-answer')}
                    kind="tb-line tb-sm"
                  />
                  <PostButton
                    view={view}
                    action={`/needs/${row.no}/matches/hide`}
                    fields={{ practice: match.practice.code }}
                    label={t('exchange.hide')}
                    kind="tb-line tb-sm"
                  />
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
      {hidden.length > 0 && (
        <details>
          <summary>{t('exchange.hidden', { n: hidden.length })}</summary>
          <ul class="tb-facts">
            {hidden.map((practice) => (
              <li>
                <PracticeHead view={view} practice={practice} />
                {mayWrite && (
                  <PostButton
                    view={view}
                    action={`/needs/${row.no}/matches/show`}
                    fields={{ practice: practice.code }}
                    label={t('exchange.show-again')}
                    kind="tb-line tb-sm"
                  />
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

/** Why a practice is proposed: each part of the score with its points of a hundred. */
const Reasons = ({ view, need, match }: { view: View; need: NeedView; match: ProposedMatch }): VNode => (
  <>
    <p class="tb-small">
      <strong>{view.t('exchange.reasons', { points: view.number(Math.round(match.score * 100)) })}</strong>
    </p>
    <ul class="tb-reasons">
      {match.reasons.map((reason) => (
        <li>
          <span class="tb-num">{view.number(Math.round(reason.points * 100))}</span> {reasonText(view, need, reason)}
        </li>
      ))}
    </ul>
  </>
);

function reasonText(view: View, { vocabulary }: NeedView, { part, codes, terms, translations }: MatchReason): ComponentChildren {
  const { t } = view;
  const inRow = (words: readonly string[]): string => words.map((word) => `\u2068${word}\u2069`).join(view.locale === 'ar' ? '، ' : ', ');
  switch (part) {
    case 'sdg':
      return t('exchange.reason.sdg', { codes: inRow(codes) });
    case 'cofog':
      return t('exchange.reason.cofog', {
        codes: inRow(codes.map((code) => `${code} ${plainText(conceptOf(vocabulary, 'cofog', code)?.label ?? null, view.locale)}`.trim())),
      });
    case 'text':
      return translations.length > 0
        ? t('exchange.reason.translated', { words: inRow(translations.map(({ asked, found }) => `${asked} (${found})`)) })
        : terms.length > 0
          ? t('exchange.reason.words', { words: inRow(terms) })
          : t('exchange.reason.text');
    case 'evidence':
      return t('exchange.reason.evidence', { grade: codes[0] ?? '' });
    case 'language':
      return t('exchange.reason.language', { languages: languageList(view, codes) });
    case 'provider':
      return t('exchange.reason.provider', { kinds: view.list(codes.map((code) => t(`practices.support.${code}` as MessageKey))) });
    default:
      return t('exchange.reason.fit');
  }
}

const languageList = (view: View, codes: readonly string[]): string =>
  view.list(codes.map((code) => view.t(code === 'ar' ? 'platform.arabic' : 'platform.english')));

function Side({ view, need: { row, country, vocabulary } }: { view: View; need: NeedView }): VNode {
  const { t } = view;
  const concepts = (scheme: 'cofog' | 'sdg'): VNode | null =>
    row[scheme].length === 0 ? null : (
      <ul>
        {row[scheme].map((code) => (
          <li>
            <Ltr>{code}</Ltr> <Line view={view} value={conceptOf(vocabulary, scheme, code)?.label ?? null} />
          </li>
        ))}
      </ul>
    );
  const pairs: readonly (readonly [string, ComponentChildren])[] = [
    [t('practices.country'), country && <Line view={view} value={country} />],
    [t('exchange.field.deadline'), row.deadline && needDay(view, row.deadline)],
    [t('practices.field.cofog'), concepts('cofog')],
    [t('practices.field.sdg'), concepts('sdg')],
    [
      t('exchange.field.budget'),
      row.budget !== null && (
        <>
          {view.number(row.budget)} <Ltr>{row.currency}</Ltr>
        </>
      ),
    ],
    [t('exchange.field.months'), row.months !== null && view.number(row.months)],
    [t('exchange.field.languages'), languageList(view, row.languages)],
    [t('exchange.field.instruments'), row.instruments.length > 0 && view.list(row.instruments.map((kind) => t(`practices.support.${kind}` as MessageKey)))],
    [t('exchange.published-on'), view.date(row.created_at)],
  ];
  return (
    <aside class="tb-side" aria-label={t('exchange.about')}>
      <Pairs pairs={pairs.filter(([, value]) => value)} />
    </aside>
  );
}
