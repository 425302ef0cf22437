import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceIndicators } from '#modules/measures/public.ts';
import type { Actor } from '#platform/auth/actor.ts';
import type { Ctx } from '#platform/context.ts';
import { onlyRow } from '#platform/db/statement.ts';
import { transaction } from '#platform/db/transaction.ts';
import { type Language, type LocalizedText, localizedText } from '#platform/values/localized-text.ts';
import { cardOf, divisionsOf } from '../content/card.ts';
import type { Content } from '../content/content.ts';
import { lockByCode, updateContent, updateNote } from '../queries.ts';
import { versionSubject } from '../read/facts.ts';
import { checkPractice, publishPractice, returnPractice, reviewPractice } from '../review-desk/decide-practice.ts';
import { featurePractice } from '../standing/change-standing.ts';
import { createPractice } from '../write/create-practice.ts';
import { indexPractice } from '../write/index-practice.ts';
import { revisePractice, submitPractice } from '../write/moves.ts';
import { contentOf, type DemoPractice, demoFolder, indicatorsOf, type Pair } from './demo-practice.ts';

/**
 * Loads the practices of the demonstration set through the product's own acts, each by the person of the
 * set who would do it, so that their reviews, histories and audit entries are real.
 */
export async function loadDemoPractices(ctx: Ctx, actors: ReadonlyMap<string, Actor>, entityCode: ReadonlyMap<string, string>): Promise<number> {
  const names = (await readdir(join(demoFolder(), 'practices'))).filter((name) => name.endsWith('.json')).sort();
  const office = [...actors.values()].find((actor) => actor.grants.some((grant) => grant.role === 'programme-office'));
  for (const name of names) {
    const practice = JSON.parse(await readFile(join(demoFolder(), 'practices', name), 'utf8')) as DemoPractice;
    const as = (key: string | undefined, locale: Language = 'ar'): Ctx => ({ ...ctx, now: new Date(), actor: actors.get(key ?? '') ?? ctx.actor, locale });
    await loadOne(ctx, as, { ...ctx, actor: office ?? ctx.actor }, practice, entityCode.get(practice.owner) ?? '');
  }
  return names.length;
}

type As = (key: string | undefined, locale?: Language) => Ctx;

async function loadOne(ctx: Ctx, as: As, office: Ctx, practice: DemoPractice, entity: string): Promise<void> {
  const { origLang, author, code } = practice;
  const final = await contentOf(ctx, practice);
  const earlier = await Promise.all(
    practice.versions.map(async (version) => ({ ...version, content: await contentOf(ctx, { ...practice, ...version.fields }) })),
  );
  const title = { ar: practice.title.ar ?? '', en: practice.title.en ?? '' };
  await createPractice(as(author), { entity, orig: origLang, form: { title }, code, origin: 'demo' });
  const rounds = [...earlier.map(({ content, note }) => ({ content, note })), { content: final, note: null }];
  for (const [index, round] of rounds.entries()) {
    const isLast = index === rounds.length - 1;
    if (index > 0) await revisePractice(as(author), code);
    await write(
      ctx,
      practice,
      isLast && earlier.length > 0 ? aged(round.content, practice, earlier[0]?.content) : round.content,
      rounds[index - 1]?.note ?? null,
    );
    await walk(as, office, practice, isLast ? practice.state : 'published');
  }
  if (practice.featured) await featurePractice({ ...office, now: new Date() }, code);
}

/** Takes a version as far through review as it got. */
async function walk(as: As, office: Ctx, practice: DemoPractice, state: DemoPractice['state']): Promise<void> {
  const { code, author, review, returned } = practice;
  if (state === 'draft') return;
  await submitPractice(as(author), code);
  if (state === 'submitted') return;
  const language = practice.origLang;
  if (state === 'returned' && returned) {
    await returnPractice(as(returned.by, language), {
      code,
      comments: returned.comments.map(({ field, text }) => ({ field, text: text[language] ?? '' })),
      note: '',
    });
    return;
  }
  await checkPractice(as(review?.check?.by, language), { code, note: review?.check?.note[language] ?? '' });
  if (state === 'checked') return;
  const expert = as(review?.expert?.by, language);
  const other = language === 'ar' ? 'en' : 'ar';
  await reviewPractice(expert, {
    code,
    grade: practice.grade ?? 'E1',
    gradeReason: practice.gradeReason?.[language] ?? '',
    ...(practice.gradeReason?.[other] && { gradeReasonOther: practice.gradeReason[other] }),
    scores: review?.expert?.scores as never,
    note: review?.expert?.note ?? '',
  });
  await publishPractice({ ...office, now: new Date() }, { code });
}

/** Puts a content and its results into the working version. */
async function write(ctx: Ctx, practice: DemoPractice, content: Content, noteOfChange: Pair | null): Promise<void> {
  await transaction(ctx, async (tx) => {
    const row = onlyRow(await lockByCode(tx, practice.code));
    await updateContent(
      tx.db,
      row.id,
      row.version,
      tx.now,
      content,
      row.author_id,
      row.entity_id,
      row.country_code,
      cardOf(content, row.card.entity),
      divisionsOf(content),
      content.stage,
    );
    await replaceIndicators(tx, versionSubject(row.id, row.version), indicatorsOf(practice));
    if (noteOfChange) await updateNote(tx.db, row.id, row.version, localizedText(practice.origLang, noteOfChange));
    if (row.published_version === null) await indexPractice(tx, row, content, 'own');
  });
}

/** Marks the fields whose translation was left behind when the original changed. */
function aged(content: Content, { outOfDate = [], origLang }: DemoPractice, before: Content | undefined): Content {
  const other = origLang === 'ar' ? 'en' : 'ar';
  const changed: Record<string, LocalizedText> = {};
  for (const field of outOfDate) {
    const text = content[field as 'solution'];
    const old = before?.[field as 'solution'];
    if (!text || !old?.texts[origLang]) continue;
    const translation = text.texts[other];
    changed[field] = {
      orig: origLang,
      texts: {
        [origLang]: { ...(text.texts[origLang] as { text: string; status: 'original'; rev: number }), rev: 2 },
        ...(translation && { [other]: { ...translation, basedOn: 1 } }),
      },
    };
  }
  return { ...content, ...changed };
}
