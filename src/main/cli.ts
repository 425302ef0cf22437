import { commands } from './commands/all.ts';
import { runCommand } from './commands/run.ts';

process.exitCode = await runCommand(commands, process.argv.slice(2));
