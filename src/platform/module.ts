import type { Ctx } from './context.ts';
import type { Route } from './http/route.ts';
import type { Task } from './jobs/jobs.ts';
import type { SearchSource } from './search-source.ts';
import type { FilesInUse } from './sweep/sweep.ts';

export type Subscriber = (ctx: Ctx, payload: Readonly<Record<string, unknown>>) => Promise<void>;

/** How a module presents itself to the program; `main/modules.ts` lists them all. */
export interface ModuleManifest {
  readonly name: string;
  readonly routes: readonly Route[];
  /** Each permission of the module and the roles that carry it. */
  readonly permissions: Readonly<Record<string, readonly string[]>>;
  /** What runs later, in a transaction of its own, after an event of any module. */
  readonly subscribers?: Readonly<Record<string, Subscriber>>;
  /** The kinds of record that people can search for. The message `search.kind.<kind>` names each. */
  readonly searchSources?: readonly SearchSource[];
  readonly tasks?: Readonly<Record<string, Task>>;
  /** The stored files its records name; others are swept after a week. A module that stores files must say. */
  readonly filesInUse?: FilesInUse;
  /** Crontab lines of the module's tasks. */
  readonly cron?: readonly string[];
}
