import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ctx } from '#platform/context.ts';
import { projectRoot } from '#platform/root.ts';
import { columnsOf } from './import-actions.ts';
import { folded } from './lookups.ts';
import { type ImportField, importFields, type Mapping, mappingSchema } from './mapping.ts';
import { selectMappings } from './queries.ts';

let shipped: Promise<readonly Mapping[]> | undefined;

/** The mappings that ship with the product, in reference/mappings/. */
export function shippedMappings(): Promise<readonly Mapping[]> {
  shipped ??= (async () => {
    const folder = join(projectRoot, 'reference/mappings');
    const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
    return Promise.all(files.map(async (file) => mappingSchema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))));
  })();
  return shipped;
}

/** The mapping that reads most columns of such a file, of those that were used before or ship; undefined when none fits. */
export async function mappingFor(ctx: Ctx, columns: readonly string[]): Promise<Mapping | undefined> {
  const remembered = (await selectMappings(ctx.db)).map((row) => row.mapping);
  const here = new Set(columns);
  const fitting = [...remembered, ...(await shippedMappings())].filter((mapping) => columnsOf(mapping).every((column) => here.has(column)));
  return fitting.reduce<Mapping | undefined>((best, mapping) => (!best || columnsOf(mapping).length > columnsOf(best).length ? mapping : best), undefined);
}

const words: Readonly<Partial<Record<ImportField, readonly string[]>>> = {
  externalId: ['id', 'identifier', 'code', 'number', 'no', 'رقم', 'الرقم', 'المعرف', 'الرمز', 'م'],
  titleAr: ['العنوان', 'عنوان', 'اسم الممارسة', 'الاسم', 'title ar', 'title arabic', 'titlear'],
  titleEn: ['title', 'name', 'practice', 'title en', 'title english', 'titleen'],
  subtitleAr: ['الملخص', 'ملخص', 'summary ar'],
  subtitleEn: ['summary', 'subtitle', 'abstract'],
  problemAr: ['المشكلة', 'التحدي'],
  problemEn: ['problem', 'challenge', 'context'],
  solutionAr: ['الحل', 'الوصف', 'وصف', 'description ar'],
  solutionEn: ['description', 'solution'],
  country: ['country', 'country code', 'الدولة', 'البلد', 'رمز الدولة'],
  owner: ['organisation', 'organization', 'owner', 'entity', 'الجهة', 'المؤسسة'],
  links: ['url', 'link', 'website', 'الرابط', 'الموقع'],
  level: ['level', 'المستوى'],
  type: ['type', 'النوع'],
  cofog: ['sector', 'field', 'cofog', 'القطاع', 'المجال'],
  sdg: ['sdg', 'أهداف التنمية المستدامة'],
  stage: ['stage', 'status', 'المرحلة', 'الحالة'],
  startedOn: ['start', 'start date', 'started', 'year', 'date', 'تاريخ البدء', 'السنة', 'التاريخ'],
  endedOn: ['end', 'end date', 'تاريخ الانتهاء'],
  licence: ['licence', 'license', 'الترخيص', 'الرخصة'],
};

/** A first guess by the names of the columns, for the person to correct. */
export function guessedColumns(columns: readonly string[]): Partial<Record<ImportField, string>> {
  const byName = new Map(columns.map((column) => [folded(column), column]));
  return Object.fromEntries(
    importFields.flatMap((field) => {
      const found = [field, ...(words[field] ?? [])].map((word) => byName.get(folded(word))).find(Boolean);
      return found ? [[field, found] as const] : [];
    }),
  );
}
