import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { projectRoot } from '#platform/root.ts';
import type { Language } from '#platform/values/localized-text.ts';
import type { NeedForm } from '../need-form.ts';
import { chooseAnswer, createNeed, meetNeed, withdrawNeed } from '../write-need.ts';

interface DemoNeed extends Partial<NeedForm> {
  /** Key of the person who publishes it. */
  readonly by: string;
  readonly entity: string;
  readonly title: { readonly ar?: string; readonly en?: string };
  /** Codes of the practices that were chosen. */
  readonly answers?: readonly string[];
  readonly met?: boolean;
  readonly withdrawn?: boolean;
}

/** Loads the needs of the demonstration set, each by the person who would publish it. */
export async function loadDemoNeeds(ctx: Ctx, actors: ReadonlyMap<string, Actor>): Promise<void> {
  for (const need of JSON.parse(await readFile(join(projectRoot, 'reference/demo/needs.json'), 'utf8')) as DemoNeed[]) {
    const { by, entity, answers = [], met, withdrawn, budget = null, months = null, currency = '', deadline = null, ...form } = need;
    const locale: Language = need.title.ar ? 'ar' : 'en';
    const asker: Ctx = { ...ctx, now: new Date(), locale, actor: actors.get(by) ?? ctx.actor };
    const { no } = await createNeed(asker, {
      problem: undefined,
      cofog: undefined,
      sdg: undefined,
      languages: undefined,
      instruments: undefined,
      ...form,
      budget,
      months,
      currency,
      deadline,
      entity,
      origin: 'demo',
    });
    for (const practice of answers) await chooseAnswer(asker, { no, practice });
    if (met) await meetNeed(asker, { no });
    if (withdrawn) await withdrawNeed(asker, { no });
  }
}
