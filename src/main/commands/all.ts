import { serve } from './serve.ts';
import type { Command } from './run.ts';

export const commands: readonly Command[] = [serve];
