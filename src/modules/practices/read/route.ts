import { z } from 'zod';
import { NotFound } from '#platform/errors/errors.ts';
import { officeTypes } from '#platform/files/sniff.ts';
import { readStored } from '#platform/files/store.ts';
import { route } from '#platform/http/route.ts';
import * as outputs from '../outputs.ts';
import { countView } from '../usage/count-usage.ts';
import { practicePage } from './practice-page.tsx';
import { practiceJson, readPractice } from './read-practice.ts';

export const practiceCode = z
  .string()
  .regex(/^[A-Z]{2}-\d{4,6}$/, { error: 'form' })
  .catch('');
const workingFlag = z.enum(['working']).optional();

export const showPractice = route({
  name: 'practices.show',
  method: 'GET',
  path: '/practices/:code',
  permission: 'public',
  input: z.strictObject({ code: practiceCode, version: workingFlag }),
  output: outputs.practice,
  handle: async (ctx, { code, version }) => {
    const practice = await readPractice(ctx, code, { working: version === 'working' });
    if (!practice.working) countView(ctx, practice.row.id);
    return practice;
  },
  page: practicePage,
  json: practiceJson,
});

export const downloadEvidence = route({
  name: 'practices.download-evidence',
  method: 'GET',
  path: '/practices/:code/evidence/:number',
  permission: 'public',
  input: z.strictObject({ code: practiceCode, number: z.coerce.number().int().min(1).max(99).catch(0), version: workingFlag }),
  handle: async (ctx, { code, number, version }) => {
    const { content } = await readPractice(ctx, code, { working: version === 'working' });
    const item = content.evidence[number - 1];
    if (!item) throw new NotFound('page.not-found');
    return { file: item.file, dataDir: ctx.node.dataDir };
  },
  media: ['application/pdf', 'image/png', 'image/jpeg', 'text/csv', 'text/plain', ...Object.values(officeTypes)],
  download: ({ file, dataDir }) => ({ name: file.name, type: file.type, bytes: file.bytes, body: readStored(dataDir, file.hash) }),
});
