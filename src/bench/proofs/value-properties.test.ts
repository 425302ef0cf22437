import { test } from 'node:test';
import { valueProperties } from './value-properties.ts';

for (const { name, check } of valueProperties) test(name, () => check(300, 20_261_121));
