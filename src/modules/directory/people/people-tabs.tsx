import type { VNode } from 'preact';
import type { View } from '#platform/html/view.ts';

const tabs = [
  ['people', 'people.title', '/people'],
  ['invitations', 'invitation.list-title', '/invitations'],
  ['roles', 'role.table-title', '/roles'],
] as const;

/** The three lists of those who look after people. */
export const PeopleTabs = ({ view, here }: { view: View; here: (typeof tabs)[number][0] }): VNode => (
  <nav class="tb-tabs" aria-label={view.t('people.title')}>
    {tabs.map(([id, label, path]) => (
      <a href={view.url(path)} {...(id === here && { 'aria-current': 'page' as const })}>
        {view.t(label)}
      </a>
    ))}
  </nav>
);
