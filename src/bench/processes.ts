import { readdirSync, readFileSync } from 'node:fs';

/** CPU seconds a process and all below it have used so far, and its resident memory in bytes. Linux only. */
export function usage(pid: number): { cpu: number; rss: number } {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ');
        return [
          {
            pid: Number(name),
            parent: Number(fields[1]),
            ticks: Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]),
            pages: Number(fields[21]),
          },
        ];
      } catch {
        return [];
      }
    });
  const own = stats.find((stat) => stat.pid === pid);
  const sum = (id: number): number => stats.filter((stat) => stat.parent === id).reduce((total, child) => total + child.ticks + sum(child.pid), 0);
  return { cpu: ((own?.ticks ?? 0) + sum(pid)) / 100, rss: (own?.pages ?? 0) * 4096 };
}
