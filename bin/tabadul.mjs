#!/usr/bin/env -S MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=131072 node --max-semi-space-size=4 --heap-growing-percent=40 --no-parallel-scavenge
// The command line: the bundle when it was built, else the sources through tsx. The settings of the first line take a
// third off the memory, for a few hundredths of a millisecond on a list: short-lived objects get three times 4 MB
// instead of 16 and one thread to sweep them (on two cores more disturb each other), the heap is tidied when it has grown
// by two fifths, and what the allocator frees goes back to the system.
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/tabadul.js', import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(new URL('../src/main/cli.ts', import.meta.url).href);
}
