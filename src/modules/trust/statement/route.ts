import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { accessibilityPage } from './accessibility-page.tsx';

export const showAccessibility = route({
  name: 'trust.accessibility',
  method: 'GET',
  path: '/accessibility',
  permission: 'public',
  input: z.strictObject({}),
  handle: async () => ({}),
  page: accessibilityPage,
  json: false,
});
