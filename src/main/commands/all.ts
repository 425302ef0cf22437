import { audit } from './audit.ts';
import { importCommand } from './import.ts';
import { backup, restore } from './keep.ts';
import { lexicon } from './lexicon.ts';
import { demo, migrate, seed, vocabulary, worker } from './maintain.ts';
import type { Command } from './run.ts';
import { search } from './search.ts';
import { serve } from './serve.ts';
import { user } from './user.ts';

export const commands: readonly Command[] = [serve, worker, migrate, seed, demo, user, audit, backup, restore, vocabulary, importCommand, search, lexicon];
