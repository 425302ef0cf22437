import type { VNode } from 'preact';
import { refusalText } from '#platform/errors/texts.ts';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import type { ShownRefusal } from '#platform/http/server.ts';
import { Ltr } from './text.tsx';

/** What a reader sees when a request is refused. Text of a form that could not be taken is kept and can be sent again. */
export function refusalPage(view: View, refusal: ShownRefusal): Page {
  const { t } = view;
  const title =
    refusal.status === 404
      ? t('refusal.not-found-title')
      : refusal.status === 403
        ? t('refusal.forbidden-title')
        : refusal.status >= 500 && refusal.errorId
          ? t('refusal.fault-title')
          : t('refusal.title');
  return {
    title,
    unlisted: true,
    body: (
      <div class="tb-narrow tb-pad">
        <h1>{title}</h1>
        <p class="tb-lead">{refusalText(view, refusal.code, refusal.details)}</p>
        {refusal.errorId && (
          <p>
            <Ltr>{refusal.errorId}</Ltr>
          </p>
        )}
        {refusal.kept ? <Kept view={view} refusal={refusal} kept={refusal.kept} /> : <Ways view={view} refusal={refusal} />}
      </div>
    ),
  };
}

const Ways = ({ view, refusal }: { view: View; refusal: ShownRefusal }): VNode => (
  <p class="tb-acts">
    {refusal.status === 401 && (
      <a class="tb-btn" href={view.url('/sign-in')}>
        {view.t('nav.sign-in')}
      </a>
    )}
    {refusal.status === 404 && (
      <a class="tb-btn tb-line" href={view.url('/search')}>
        {view.t('nav.search')}
      </a>
    )}
    <a class="tb-btn tb-line" href={view.url('/practices')}>
      {view.t('nav.practices')}
    </a>
    <a class="tb-btn tb-line" href={view.url('/')}>
      {view.t('platform.home')}
    </a>
  </p>
);

/** Shows every field of a form that arrived too late, with a fresh proof, so that sending it again works. */
function Kept({ view, refusal, kept }: { view: View; refusal: ShownRefusal; kept: NonNullable<ShownRefusal['kept']> }): VNode {
  const proof = view.formProof();
  return (
    <form method="post" action={kept.action}>
      <input type="hidden" name="_csrf" value={proof.csrf} />
      <input type="hidden" name="_key" value={proof.key} />
      {refusal.status === 401 && (
        <p>
          <a href={view.url('/sign-in')} target="_blank" rel="noopener">
            {view.t('refusal.sign-in-first')}
          </a>
        </p>
      )}
      <button class="tb-btn" type="submit">
        {view.t('refusal.send-again')}
      </button>
      <h2>{view.t('refusal.kept-title')}</h2>
      {Object.entries(kept.values).map(([name, value], index) => (
        <div class="tb-field">
          <label for={`kept-${index}`}>
            <Ltr>{name}</Ltr>
          </label>
          <textarea class="tb-in" id={`kept-${index}`} name={name} dir="auto" rows={value.length > 80 ? 4 : 1}>
            {value}
          </textarea>
        </div>
      ))}
    </form>
  );
}
