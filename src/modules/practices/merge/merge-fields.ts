import { z } from 'zod';
import type { Merging } from './merge-saves.ts';
import type { Side } from './merge-three.ts';

const choice = z.string().regex(/^(mine|saved):[\w.-]{1,120}$/, { error: 'form' });

/** What the merge page adds to the editor's form: which text was seen, and whose words stay in each field both changed. */
export const mergeFields = {
  seen: z.coerce.number().int().optional(),
  choice: z.array(choice).max(500).optional(),
};

export const mergingOf = (seen: number | undefined, choices: readonly string[] | undefined): Merging => ({
  seen: seen ?? null,
  choices: new Map(
    (choices ?? []).map((one): [string, Side] => {
      const [side, path] = one.split(':') as [Side, string];
      return [path, side];
    }),
  ),
});
