import type { VNode } from 'preact';
import { CriteriaList, type Criterion } from '#modules/review/public.ts';
import type { View } from '#platform/html/view.ts';
import type { FormState, Page } from '#platform/http/route.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { plainText } from '#platform/values/localized-text.ts';
import { ErrorSummary, Form, PostButton, SelectField, TextArea } from '#ui/forms.tsx';
import { Crumbs, Note, Section } from '#ui/parts.tsx';
import { Line, Ltr, nameOf } from '#ui/text.tsx';
import { stateMark } from '../words.tsx';
import { practiceLabels } from '../write/practice-labels.ts';
import type { ReviewView } from './read-review.ts';
import { reviewLabels } from './review-labels.ts';

export function reviewPage(view: View, review: ReviewView, state: FormState): Page {
  const { t } = view;
  const { practice } = review;
  const { row, content, can } = practice;
  const parts = { view, state, labels: { ...practiceLabels, ...reviewLabels } };
  const { assignee } = review.assignment;
  const mine = assignee === null || assignee === view.actor.personId;
  return {
    title: t('practices.review.title', { title: plainText(content.title, view.locale) }),
    nav: 'reviews',
    body: (
      <>
        <Crumbs view={view} trail={[{ label: t('practices.desk.title'), path: '/reviews' }]} here={<Ltr>{row.code}</Ltr>} />
        <div class="tb-pagehead">
          <div>
            <h1>
              <Line view={view} value={content.title} />
            </h1>
            <p>
              {stateMark(view, row.state)} · {t('practices.review.complete', { share: view.percent(review.share) })}
            </p>
          </div>
          <p>
            <a class="tb-btn tb-line" href={view.url(`/practices/${row.code}${practice.working ? '?version=working' : ''}`)}>
              {t('practices.review.read')}
            </a>
          </p>
        </div>
        <ErrorSummary {...parts} />
        <div class="tb-secs">
          {review.assignment.open && <Assignment {...parts} review={review} />}
          {can.check && mine && <CheckForm {...parts} code={row.code} missing={review.missing} criteria={review.criteria} />}
          {can.review && mine && <ExpertForm {...parts} code={row.code} criteria={review.criteria} />}
          {can.publish && (
            <Section title={t('practices.review.publish-title')}>
              <p>{t('practices.review.publish-text')}</p>
              <PostButton view={view} action={`/reviews/${row.code}/publish`} label={t('practices.publish')} />
            </Section>
          )}
          {can.return && mine && <ReturnForm {...parts} code={row.code} />}
          {!can.check && !can.review && !can.publish && !can.return && <Note>{t('practices.review.nothing-to-do')}</Note>}
          {(can.check || can.review || can.publish) && <ConflictForm {...parts} code={row.code} />}
          <Past view={view} review={review} />
        </div>
      </>
    ),
  };
}

type Parts = { view: View; state: FormState; labels: Readonly<Record<string, MessageKey>>; code: string };

function CheckForm({ code, missing, criteria, ...parts }: Parts & { missing: readonly string[]; criteria: readonly Criterion[] }): VNode {
  const { t } = parts.view;
  return (
    <Section title={t('practices.review.check-title')} aside={t('practices.review.check-aside')}>
      {missing.length > 0 ? (
        <Note warn>
          {t('practices.review.missing')} {parts.view.list(missing.map((field) => t(`practices.field.${field}` as MessageKey)))}
        </Note>
      ) : (
        <p>{t('practices.review.all-there')}</p>
      )}
      <CriteriaList view={parts.view} rows={criteria} level="check" />
      <Form view={parts.view} action={`/reviews/${code}/check`}>
        <TextArea {...parts} name="note" label={t('practices.review.note')} hint={t('practices.review.note-hint')} rows={3} max={4000} />
        <button class="tb-btn" type="submit">
          {t('practices.confirm-check')}
        </button>
      </Form>
    </Section>
  );
}

function ExpertForm({ code, criteria, ...parts }: Parts & { criteria: readonly Criterion[] }): VNode {
  const { t } = parts.view;
  const scale = [1, 2, 3, 4, 5].map((n) => ({ value: String(n), label: t(`practices.review.score-${n}` as MessageKey) }));
  return (
    <Section title={t('practices.review.expert-title')} aside={t('practices.review.expert-aside')}>
      <Form view={parts.view} action={`/reviews/${code}/review`}>
        <div class="tb-cols">
          {criteria
            .filter((criterion) => criterion.level === 'expert' && criterion.in_use)
            .map((criterion) => (
              <SelectField
                {...parts}
                name={`scores.${criterion.code}`}
                label={plainText(criterion.title, parts.view.locale)}
                hint={plainText(criterion.guidance, parts.view.locale)}
                options={scale}
                empty={t('platform.choose')}
              />
            ))}
        </div>
        <SelectField
          {...parts}
          name="grade"
          label={t('practices.review.grade')}
          hint={t('practices.review.grade-hint')}
          empty={t('platform.choose')}
          options={(['e0', 'e1', 'e2', 'e3', 'e4'] as const).map((grade) => ({
            value: grade.toUpperCase(),
            label: `${grade.toUpperCase()} ${t(`practices.grade.${grade}`)}`,
          }))}
        />
        <div class="tb-pair">
          <TextArea
            {...parts}
            name="gradeReason"
            label={t('practices.review.grade-reason')}
            hint={t('practices.review.grade-reason-hint')}
            rows={3}
            max={2000}
          />
          <TextArea {...parts} name="gradeReasonOther" label={t('practices.review.grade-reason-other')} hint={t('platform.optional')} rows={3} max={2000} />
        </div>
        <TextArea {...parts} name="note" label={t('practices.review.note')} hint={t('practices.review.note-hint')} rows={3} max={4000} />
        <button class="tb-btn" type="submit">
          {t('practices.recommend')}
        </button>
      </Form>
    </Section>
  );
}

const commentFields = ['title', 'problem', 'solution', 'steps', 'beneficiaries', 'results', 'evidence', 'conditions', 'adaptation'] as const;

function ReturnForm({ code, ...parts }: Parts): VNode {
  const { t } = parts.view;
  return (
    <Section title={t('practices.return')} aside={t('practices.review.return-aside')}>
      <Form view={parts.view} action={`/reviews/${code}/return`}>
        {[0, 1, 2].map((index) => (
          <div class="tb-cols">
            <SelectField
              {...parts}
              name={`comments.${index}.field`}
              label={t('practices.review.field')}
              options={commentFields.map((field) => ({ value: field, label: t(`practices.field.${field}`) }))}
            />
            <TextArea {...parts} name={`comments.${index}.text`} label={t('practices.review.comment')} rows={2} max={2000} />
          </div>
        ))}
        <button class="tb-btn tb-line" type="submit">
          {t('practices.return')}
        </button>
      </Form>
    </Section>
  );
}

/** With whom the review is; to take it, to give it back, and for the office to assign it. */
function Assignment({ review, ...parts }: Omit<Parts, 'code'> & { review: ReviewView }): VNode {
  const { view } = parts;
  const { t } = view;
  const { assignee, candidates } = review.assignment;
  const { can, row } = review.practice;
  const nameFor = (id: string): string => {
    const name = review.names.get(id);
    return name ? nameOf(name, view.locale) : t('desk.somebody');
  };
  const own = assignee !== null && assignee === view.actor.personId;
  return (
    <Section title={t('desk.assignment')}>
      <p>{own ? t('desk.is-mine') : assignee ? t('desk.is-with', { name: nameFor(assignee) }) : t('desk.is-free')}</p>
      {(can.check || can.review) && assignee === null && <PostButton view={view} action={`/reviews/${row.code}/take`} label={t('desk.take')} kind="tb-line" />}
      {(can.check || can.review) && own && <PostButton view={view} action={`/reviews/${row.code}/give-back`} label={t('desk.give-back')} kind="tb-line" />}
      {candidates.length > 0 && (
        <Form view={view} action={`/reviews/${row.code}/assign`}>
          <SelectField
            {...parts}
            state={{ ...parts.state, values: { person: assignee ?? '', ...parts.state.values } }}
            name="person"
            label={t('desk.assign-to')}
            hint={t('desk.assign-hint')}
            empty={t('desk.nobody')}
            options={candidates.map(({ id, load }) => ({ value: id, label: t('desk.with-load', { name: nameFor(id), load }) }))}
          />
          <button class="tb-btn tb-line" type="submit">
            {t('desk.assign')}
          </button>
        </Form>
      )}
    </Section>
  );
}

/** A reviewer who is not impartial says so before deciding. */
function ConflictForm({ code, ...parts }: Parts): VNode {
  const { t } = parts.view;
  return (
    <Section title={t('practices.review.conflict-title')} aside={t('practices.review.conflict-aside')}>
      <Form view={parts.view} action={`/reviews/${code}/conflict`}>
        <TextArea {...parts} name="reason" label={t('practices.review.conflict-reason')} rows={2} max={600} />
        <button class="tb-btn tb-line" type="submit">
          {t('practices.review.conflict-declare')}
        </button>
      </Form>
    </Section>
  );
}

/** Earlier decisions with what was said to the author, and opinions as far as this reader may see them. */
function Past({ view, review }: { view: View; review: ReviewView }): VNode | null {
  const { t } = view;
  const decided = review.reviews.filter((row) => row.state !== 'closed');
  if (decided.length === 0) return null;
  return (
    <Section title={t('practices.review.past')} aside={t('practices.review.logged')}>
      {decided.map((row) => {
        const opinion = review.opinions.find((one) => one.review_id === row.id);
        const reviewer = row.reviewer_id ? review.names.get(row.reviewer_id) : undefined;
        return (
          <div class="tb-comment">
            <p>
              <strong>{t(`review.stage.${row.stage}`)}</strong> · {t(`practices.review.state.${row.state}` as MessageKey)}
              {row.decided_at && ` · ${view.date(row.decided_at)}`}
              {reviewer && (
                <>
                  {' '}
                  · <bdi>{nameOf(reviewer, view.locale)}</bdi>
                </>
              )}
            </p>
            {review.comments
              .filter((comment) => comment.review_id === row.id)
              .map((comment) => (
                <p>
                  <span class="tb-dim">{t(`practices.field.${comment.field}` as MessageKey)}:</span> <span dir="auto">{comment.text}</span>
                </p>
              ))}
            {opinion && (
              <div class="tb-note">
                {Object.entries(opinion.scores).length > 0 && (
                  <p>
                    {Object.entries(opinion.scores).map(([criterion, score], index) => (
                      <>
                        {index > 0 && ' · '}
                        <Line view={view} value={review.criteria.find((one) => one.code === criterion)?.title ?? null} />:{' '}
                        {t('practices.review.of-five', { score })}
                      </>
                    ))}
                  </p>
                )}
                {opinion.note && <p dir="auto">{opinion.note}</p>}
              </div>
            )}
          </div>
        );
      })}
    </Section>
  );
}
