import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { validateXML } from 'xmllint-wasm';
import { type DemoNode, startDemoNode } from '#main/testing/demo-node.ts';
import { projectRoot } from '#platform/root.ts';
import type { Visitor } from '#platform/testing/test-node.ts';
import { percentages } from './iati.ts';

let node: DemoNode;
let stranger: Visitor;
before(async () => {
  node = await startDemoNode({ worker: false });
  stranger = await node.as();
});
after(() => node.close());

const refs = ['QR-QM-2025', 'FACT-AE-EG', 'FACT-AE-JO', 'FACT-AE-UN', 'FACT-AE-KG'];
const iati = async (ref: string) => stranger.get(`/en/partnerships/${ref}/iati`);
const schemas = join(projectRoot, '../shared/schemas/iati');
const values = (xml: string, element: string, attribute: string): string[] =>
  [...xml.matchAll(new RegExp(`<${element}\\b[^>]*\\b${attribute}="([^"]*)"`, 'g'))].map(([, value]) => value ?? '');
const activitiesOf = (xml: string): string[] => xml.split('<iati-activity ').slice(1);

test('an agreement is given as IATI 2.03 that holds to its schema', { skip: !existsSync(schemas) && 'the IATI schemas are not on this machine' }, async () => {
  const [activities, common, xml] = await Promise.all(
    ['iati-activities-schema.xsd', 'iati-common.xsd', 'xml.xsd'].map((name) => readFile(join(schemas, name), 'utf8')),
  );
  for (const ref of refs) {
    const answer = await iati(ref);
    assert.equal(answer.statusCode, 200, ref);
    const preload = [
      { fileName: 'iati-common.xsd', contents: common ?? '' },
      { fileName: 'xml.xsd', contents: xml ?? '' },
    ];
    const validate = (contents: string) =>
      validateXML({ xml: [{ fileName: `${ref}.xml`, contents }], schema: [{ fileName: 'iati.xsd', contents: activities ?? '' }], preload });
    const result = await validate(answer.body);
    assert.deepEqual([result.valid, result.errors.map(({ message }) => message)], [true, []], ref);
    const broken = await validate(answer.body.replace('<activity-status', '<activity-state'));
    assert.equal(broken.valid, false, 'the schema refuses what is not IATI');
  }
});

test('it keeps the main rules: identifiers, shares of a hundred, dates in order, parents and children, both languages', async () => {
  for (const ref of refs) {
    const { body } = await iati(ref);
    const [publisher = ''] = values(body, 'reporting-org', 'ref');
    const ids = [...body.matchAll(/<iati-identifier>([^<]*)</g)].map(([, id]) => id ?? '');
    assert.ok(ids.every((id) => id.startsWith(`${publisher}-`) && /^[A-Za-z0-9-]+$/.test(id)) && new Set(ids).size === ids.length);
    const today = node.clock.read().toISOString().slice(0, 10);
    for (const activity of activitiesOf(body)) {
      const total = (shares: string[]) => shares.reduce((sum, share) => sum + Number(share) * 100, 0);
      assert.equal(Math.round(total(values(activity, 'recipient-country', 'percentage'))), 10_000);
      const sectors = [...activity.matchAll(/<sector\b[^>]*>/g)].map(([tag]) => tag);
      for (const vocabulary of ['1', '99']) {
        const shares = sectors.filter((tag) => tag.includes(`vocabulary="${vocabulary}"`)).map((tag) => /percentage="([^"]*)"/.exec(tag)?.[1] ?? '');
        if (shares.length > 0) assert.equal(Math.round(total(shares)), 10_000, `${ref} ${vocabulary}`);
      }
      const dates = [...activity.matchAll(/<activity-date type="(\d)" iso-date="([^"]*)"/g)].map(([, type, day]) => [type, day] as const);
      assert.ok(dates.some(([type]) => type === '1' || type === '2'));
      for (const [type, day] of dates) if (type === '2' || type === '4') assert.ok((day ?? '') <= today, `${ref}: an actual date in the future`);
      assert.ok(values(activity, 'participating-org', 'role').every((role) => ['1', '2', '3', '4'].includes(role)));
      assert.ok(activity.includes('xml:lang="ar"') && activity.includes('xml:lang="en"'));
    }
    const parents = activitiesOf(body).filter((one) => one.includes('hierarchy="1"'));
    assert.equal(parents.length, 1);
    assert.equal(values(parents[0] ?? '', 'related-activity', 'ref').length, ids.length - 1);
  }
});

test('reported figures keep their qualifier and what the other side says; nothing is added up', async () => {
  const { body } = await iati('QR-QM-2025');
  assert.deepEqual(values(body, 'actual', 'value'), ['214', '2600', '11']);
  assert.match(body, /about 2,600; In dispute/);
  assert.match(body, /نحو 2,600؛ معترض عليه/);
});

test('one that nothing dates is refused with the reason, one that the reader may not see is not found', async () => {
  const answer = await stranger.get('/en/partnerships/FACT-AE-UZ/iati');
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /IATI asks for a date/);
  assert.equal((await iati('QR-QP-2026')).statusCode, 404);
});

test('shares add up to a hundred exactly, whatever their number', () => {
  for (let n = 1; n <= 60; n += 1) assert.equal(Math.round(percentages(n).reduce((sum, share) => sum + Number(share) * 100, 0)), 10_000);
});
