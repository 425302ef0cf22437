import { z } from 'zod';
import { route } from '#platform/http/route.ts';
import { cleanText } from '#platform/values/clean-text.ts';
import { verifyReading } from './verify-reading.ts';

export const postVerification = route({
  name: 'measures.verify-reading',
  method: 'POST',
  path: '/readings/:id/verification',
  permission: 'measures.verify',
  input: z.strictObject({
    id: z.guid(),
    verification: z.enum(['reported', 'confirmed', 'disputed']),
    reason: z.string().max(600).transform(cleanText).default(''),
  }),
  output: z.object({ path: z.string() }),
  handle: verifyReading,
  redirect: ({ path }) => path,
  labels: { verification: 'measures.verification', reason: 'measures.reason' },
});
