import { indicatorsOf, plainIndicators } from '#modules/measures/public.ts';
import { digestOf } from '#platform/audit/canonical-json.ts';
import type { Ctx } from '#platform/context.ts';
import { selectVersionsForProof } from '../queries.ts';
import { versionSubject } from '../read/facts.ts';
import { versionRecord } from '../write/move-practice.ts';

export interface CheckedVersion {
  readonly id: string;
  readonly name: string;
  /** Digest of the version as it now stands in the tables. */
  readonly digest: string;
}

/** The digest of every closed version as it now stands, to be held against what the audit log says of it. */
export async function digestVersions(ctx: Ctx): Promise<CheckedVersion[]> {
  const checked: CheckedVersion[] = [];
  for (const { id, code, no, content } of await selectVersionsForProof(ctx.db)) {
    const subject = versionSubject(id, no);
    const record = versionRecord(code, no, content, plainIndicators(await indicatorsOf(ctx, subject)));
    checked.push({ id: subject.id, name: `${code} version ${no}`, digest: digestOf(record) });
  }
  return checked;
}
