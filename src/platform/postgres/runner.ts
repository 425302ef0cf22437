import { type SpawnOptions, spawnSync } from 'node:child_process';
import { chmod, chown } from 'node:fs/promises';
import type { Binaries } from './binaries.ts';

/** PostgreSQL refuses to run as root, so as root it runs in a user namespace, or under another uid. */
export type How = 'direct' | 'unshare' | 'uid';

/** initdb wants a uid that has a name: this is nobody's in Debian, Alpine and Red Hat; 1000 often has none. */
const nobody = 65_534;

export interface Runner {
  readonly how: How;
  /** The owner of PostgreSQL's files as the disk shows it. */
  readonly uid: number;
  /** Command, arguments and spawn options that run `program` the decided way, with an environment of ours alone. */
  readonly wrap: (program: string, args: readonly string[]) => [string, string[], SpawnOptions];
  /** Gives a file or folder that PostgreSQL must read to whoever runs it. */
  readonly own: (path: string) => Promise<void>;
}

/**
 * Decides how PostgreSQL runs. `remembered` is the decision of the first start: it is kept for good, so that the
 * files of one cluster never belong to two owners.
 */
export async function chooseRunner(home: string, binaries: Binaries, remembered: How | null): Promise<Runner> {
  const asRoot = process.getuid?.() === 0;
  const candidates: readonly How[] = remembered ? [remembered] : asRoot ? ['unshare', 'uid'] : ['direct'];
  for (const how of candidates) {
    const runner = runnerOf(how);
    if (how === 'direct') return runner;
    if (how === 'uid') await chmod(home, 0o711);
    if (works(runner, home, binaries)) return runner;
  }
  throw new Error(
    remembered
      ? `${home} was made to run PostgreSQL by "${remembered}", which this machine no longer permits: permit it again, or restore a backup into a new DATA_DIR`
      : `PostgreSQL refuses to run as root, and here neither "unshare --user" works nor may uid ${nobody} enter ${home}: run Tabadul as an ordinary user, or put it and DATA_DIR where every user may pass, or set DATABASE_URL`,
  );
}

function runnerOf(how: How): Runner {
  const env = { PATH: process.env.PATH, LC_ALL: 'C' };
  const ids = how === 'uid' ? { uid: nobody, gid: nobody } : {};
  const prefix = how === 'unshare' ? ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`, '--'] : [];
  return {
    how,
    uid: ids.uid ?? process.getuid?.() ?? -1,
    wrap: (program, args) => {
      const [command, ...rest] = [...prefix, program, ...args];
      return [command as string, rest, { env, ...ids }];
    },
    own: async (path) => {
      if (ids.uid) await chown(path, ids.uid, ids.gid);
    },
  };
}

function works({ wrap }: Runner, home: string, { postgres }: Binaries): boolean {
  const [command, args, options] = wrap('/bin/sh', ['-c', 'cd "$1" && "$0" -V && id -un', postgres, home]);
  return spawnSync(command, args, { ...options, stdio: 'ignore' }).status === 0;
}
