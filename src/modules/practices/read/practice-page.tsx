import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { isOutOfDate, otherLanguage, plainText } from '#platform/values/localized-text.ts';
import { PostButton } from '#ui/forms.tsx';
import { Crumbs, Note } from '#ui/parts.tsx';
import { Line, Ltr } from '#ui/text.tsx';
import { textFields } from '../content/content.ts';
import { Actions } from './actions.tsx';
import { Body } from './body.tsx';
import type { PracticeView } from './read-practice.ts';
import { Side } from './side.tsx';
import { StubBody } from './stub-body.tsx';
import { Thread } from './thread.tsx';

export function practicePage(view: View, practice: PracticeView): Page {
  const { row, content } = practice;
  const title = plainText(content.title, view.locale);
  return {
    title,
    nav: 'practices',
    unlisted: practice.working,
    body: (
      <>
        <Crumbs view={view} trail={[{ label: view.t('practices.library'), path: '/practices' }]} here={<Ltr>{row.code}</Ltr>} />
        <div class="tb-pagehead">
          <div>
            <h1 class="tb-title">
              <Line view={view} value={content.title} />
            </h1>
            {content.subtitle && (
              <p class="tb-lead">
                <Line view={view} value={content.subtitle} />
              </p>
            )}
          </div>
          <Actions view={view} practice={practice} />
        </div>
        <Thread view={view} practice={practice} />
        <div class="tb-prac">
          <article>
            <Notices view={view} practice={practice} />
            {row.state === 'stub' ? <StubBody view={view} practice={practice} /> : <Body view={view} practice={practice} />}
          </article>
          <Side view={view} practice={practice} />
        </div>
      </>
    ),
  };
}

function Notices({ view, practice }: { view: View; practice: PracticeView }): VNode {
  const { content, row } = practice;
  const { t } = view;
  const other = otherLanguage(content.title.orig);
  const stale = textFields.some((field) => content[field] && isOutOfDate(content[field], other));
  const original = t(content.title.orig === 'ar' ? 'practices.original-arabic' : 'practices.original-english');
  const status = content.title.texts[other]?.status;
  return (
    <>
      {practice.working && <Note warn>{t('practices.working-version', { n: practice.version })}</Note>}
      {row.state === 'archived' && <Note warn>{t('practices.archived-note')}</Note>}
      {row.state === 'superseded' && practice.successor && (
        <Note warn>
          {t('practices.superseded-note')}{' '}
          <a href={view.url(`/practices/${practice.successor.code}`)}>
            <Line view={view} value={practice.successor.title} />
          </a>
        </Note>
      )}
      {!practice.working && practice.standing.needsConfirmation && practice.standing.confirmBy && (
        <Note warn>
          {t('practices.needs-confirmation-note', { date: view.date(practice.standing.confirmBy) })}
          {practice.can.confirm && (
            <div class="tb-acts">
              <PostButton view={view} action={`/practices/${row.code}/confirm`} label={t('practices.confirm')} />
            </div>
          )}
        </Note>
      )}
      {content.stage === 'discontinued' && <Note warn>{t('practices.discontinued-note')}</Note>}
      {row.state !== 'stub' && (
        <Note>
          {original} {status ? t(`practices.translation.${status}` as 'practices.translation.human') : t('practices.translation.missing')}{' '}
          {stale && t('practices.translation.stale')} <a href={view.url(`/practices/${row.code}/languages`)}>{t('practices.compare-languages')}</a>
        </Note>
      )}
    </>
  );
}
