import { z } from 'zod';
import { text, wholeList } from '#platform/http/output.ts';
import { route } from '#platform/http/route.ts';
import { practiceCode } from '../read/route.ts';
import { coverageGrades, coveragePage } from './coverage-page.tsx';
import { readCoverage, readPracticeUsage, readUsage } from './read-usage.ts';
import { practiceUsagePage, usagePage } from './usage-pages.tsx';

const count = z.number().int();

export const showPracticeUsage = route({
  name: 'practices.practice-statistics',
  method: 'GET',
  path: '/practices/:code/statistics',
  permission: 'practices.write',
  input: z.strictObject({ code: practiceCode }),
  output: z.object({
    code: z.string(),
    since: z.iso.date(),
    views: count,
    found: count,
    answers: count,
    days: z.array(z.object({ day: z.iso.date(), views: count, found: count })),
  }),
  handle: (ctx, { code }) => readPracticeUsage(ctx, code),
  page: practiceUsagePage,
  json: ({ row, since, views, found, answers, days }) => ({ code: row.code, since, views, found, answers, days }),
});

export const showUsage = route({
  name: 'practices.statistics',
  method: 'GET',
  path: '/practices/statistics',
  permission: 'practices.write',
  input: z.strictObject({}),
  output: wholeList(z.object({ code: z.string(), title: text, views: count, found: count })).extend({ since: z.iso.date() }),
  handle: readUsage,
  page: usagePage,
  json: ({ rows, since }) => ({ items: rows, since }),
});

export const showCoverage = route({
  name: 'practices.coverage',
  method: 'GET',
  path: '/practices/coverage',
  permission: 'public',
  input: z.strictObject({ grade: z.enum(coverageGrades).or(z.literal('')).optional() }),
  output: z.object({
    holes: count,
    cells: count,
    items: z.array(z.object({ country: z.string(), fields: z.array(z.object({ field: z.string(), count, best: z.string().nullable() })) })),
  }),
  handle: (ctx, { grade }) => readCoverage(ctx, grade || null),
  page: coveragePage,
  json: ({ countries, holes, cells }) => ({
    holes,
    cells,
    items: countries.map(({ code, cells: own }) => ({
      country: code,
      fields: [...own.values()].map(({ field, count: n, best }) => ({ field, count: n, best })).sort((a, b) => a.field.localeCompare(b.field)),
    })),
  }),
});
