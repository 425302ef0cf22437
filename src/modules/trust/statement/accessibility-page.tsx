import type { View } from '#platform/html/view.ts';
import type { Page } from '#platform/http/route.ts';
import { Crumbs, Section } from '#ui/parts.tsx';

const points = ['keyboard', 'script', 'languages', 'contrast', 'charts', 'print'] as const;

export const accessibilityPage = (view: View): Page => ({
  title: view.t('trust.accessibility'),
  body: (
    <>
      <Crumbs view={view} here={view.t('trust.accessibility')} />
      <div class="tb-pagehead">
        <div>
          <h1>{view.t('trust.accessibility')}</h1>
          <p class="tb-lead">{view.t('trust.accessibility-lead')}</p>
        </div>
      </div>
      <Section title={view.t('trust.accessibility-what')}>
        <ul class="tb-facts">
          {points.map((point) => (
            <li>{view.t(`trust.accessibility-${point}`)}</li>
          ))}
        </ul>
      </Section>
    </>
  ),
});
