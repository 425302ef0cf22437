import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import { PostButton } from '#ui/forms.tsx';
import type { PracticeView } from './read-practice.ts';

/** What this reader may do with the practice now; each leads to its own form or does one thing. */
export function Actions({ view, practice }: { view: View; practice: PracticeView }): VNode | null {
  const { can, row } = practice;
  const { t } = view;
  const path = `/practices/${row.code}`;
  const other =
    row.published_version !== null &&
    row.version !== row.published_version &&
    !practice.working &&
    (can.write || can.check || can.review || can.publish || can.translate);
  if (!other && !practice.working && !Object.values(can).some(Boolean)) return null;
  return (
    <div class="tb-acts">
      {(can.write || can.translate) && (
        <a class="tb-btn" href={view.url(`${path}/edit`)}>
          {row.state === 'stub' ? t('practices.complete-stub') : t('practices.edit')}
        </a>
      )}
      {other && (
        <a class="tb-btn tb-line" href={view.url(`${path}?version=working`)}>
          {t('practices.show-working')}
        </a>
      )}
      {practice.working && row.published_version !== null && (
        <a class="tb-btn tb-line" href={view.url(path)}>
          {t('practices.show-published')}
        </a>
      )}
      {(can.check || can.review || can.publish || can.return) && (
        <a class="tb-btn" href={view.url(`/reviews/${row.code}`)}>
          {t('practices.open-review')}
        </a>
      )}
      {can.submit && <PostButton view={view} action={`${path}/submit`} label={t('practices.submit')} kind={can.write ? 'tb-line' : ''} />}
      {can.withdraw && <PostButton view={view} action={`${path}/withdraw`} label={t('practices.withdraw')} kind="tb-line" />}
      {can.revise && <PostButton view={view} action={`${path}/revise`} label={t('practices.new-version')} kind="tb-line" />}
      {can.restore && <PostButton view={view} action={`${path}/restore`} label={t('practices.restore')} kind="tb-line" />}
      {can.confirm && !practice.standing.needsConfirmation && !practice.working && (
        <PostButton view={view} action={`${path}/confirm`} label={t('practices.confirm')} kind="tb-line" />
      )}
      {can.link && (
        <a class="tb-btn tb-line" href={view.url(`${path}/statistics`)}>
          {t('usage.show')}
        </a>
      )}
      {can.link && (
        <a class="tb-btn tb-line" href={view.url(`${path}/links`)}>
          {t('practices.edit-links')}
        </a>
      )}
      {can.feature && !practice.working && (
        <PostButton
          view={view}
          action={`${path}/${practice.standing.featured ? 'unfeature' : 'feature'}`}
          label={t(practice.standing.featured ? 'practices.unfeature' : 'practices.feature')}
          kind="tb-line"
        />
      )}
      {can.supersede && (
        <a class="tb-btn tb-line" href={view.url(`${path}/supersede`)}>
          {t('practices.supersede')}
        </a>
      )}
      {can.reinstate && <PostButton view={view} action={`${path}/reinstate`} label={t('practices.reinstate')} kind="tb-line" />}
      {can.archive && (
        <a class="tb-btn tb-bad" href={view.url(`${path}/archive`)}>
          {t('practices.archive')}
        </a>
      )}
    </div>
  );
}
