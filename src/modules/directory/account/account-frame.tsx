import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Crumbs } from '#ui/parts.tsx';

const tabs = ['sign-ins', 'password', 'second-factor', 'tokens'] as const;

/** A page about the reader's own account, with the tabs of all of them. */
export const accountFrame = (view: View, here: (typeof tabs)[number], body: VNode): Page => ({
  title: view.t(`account.${here}`),
  nav: 'me',
  unlisted: true,
  body: (
    <>
      <Crumbs view={view} trail={[{ label: view.t('account.my-work'), path: '/me' }]} here={view.t(`account.${here}`)} />
      <h1>{view.t('account.security')}</h1>
      <nav class="tb-tabs" aria-label={view.t('account.security')}>
        {tabs.map((tab) => (
          <a href={view.url(`/me/${tab}`)} {...(tab === here && { 'aria-current': 'page' as const })}>
            {view.t(`account.${tab}`)}
          </a>
        ))}
      </nav>
      <div class="tb-pad tb-narrow">{body}</div>
    </>
  ),
});
