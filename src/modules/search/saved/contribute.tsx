import type { Contribution } from '#modules/thread/public.ts';
import { Section } from '#ui/parts.tsx';

/** On a person's page of work: the way to their saved searches. */
export const wayToSaved = async (): Promise<Contribution> => ({
  name: 'saved-searches',
  data: { path: '/me/searches' },
  render: (view) => (
    <Section title={view.t('search.saved')}>
      <p>
        <a href={view.url('/me/searches')}>{view.t('search.saved-open')}</a>
      </p>
    </Section>
  ),
});
