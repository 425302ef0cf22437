import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Config, ConfigError, readConfig } from '#platform/config/config.ts';

/** What a command needs: its configuration, its words, and where it speaks. */
export interface Invocation {
  readonly config: Config;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** For people; silent under --json, so that a program reads nothing but the answer. */
  readonly say: (line: string) => void;
  /** The answer of the command: one JSON line under --json, else what `text` makes of it. */
  readonly answer: (value: unknown, text: string) => void;
}

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly help: string;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** Resolves to the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
  readonly run: (invocation: Invocation) => Promise<number>;
}

/** Wrong words on the command line: exit code 2. */
export class UsageError extends Error {}

const general = { help: { type: 'boolean', short: 'h' }, json: { type: 'boolean' } } as const;

/** Runs one command of the list and gives its exit code. Every command has --help; those a program would read have --json. */
export async function runCommand(commands: readonly Command[], argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  const command = commands.find((one) => one.name === name);
  if (!command) {
    const known = name === undefined || name === '--help' || name === '-h' || name === 'help';
    (known ? console.log : console.error)(`${known ? '' : `tabadul: there is no command "${name}".\n\n`}${overview(commands)}`);
    return known ? 0 : 2;
  }
  try {
    const { values, positionals } = parseArgs({ args: rest, options: { ...general, ...command.options }, allowPositionals: true });
    const options = values as Record<string, string | boolean | undefined>;
    if (options.help) {
      console.log(`${command.usage}\n\n${command.help}`);
      return 0;
    }
    const json = options.json === true;
    return await command.run({
      config: readConfig(process.env),
      words: positionals,
      options,
      say: json ? () => undefined : (line) => console.log(line),
      answer: (value, text) => console.log(json ? JSON.stringify(value) : text),
    });
  } catch (error) {
    const problem = error as Error & { code?: string };
    if (problem instanceof UsageError || problem.code?.startsWith('ERR_PARSE_ARGS')) {
      console.error(`tabadul ${command.name}: ${problem.message}\n\n${command.usage}`);
      return 2;
    }
    console.error(problem instanceof ConfigError ? problem.message : `tabadul ${command.name}: ${problem.message}`);
    if (process.env.TABADUL_TRACE) console.error(problem.stack);
    return 1;
  }
}

const overview = (commands: readonly Command[]): string =>
  [
    'Tabadul: governments exchange what works.',
    '',
    'Usage: npx tabadul COMMAND [options]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(12)}${command.help.split('\n')[0]}`),
    '',
    'Each command has --help. Settings: docs/configuration.md',
  ].join('\n');
