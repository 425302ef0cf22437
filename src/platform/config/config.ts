import path from 'node:path';
import { type EmbeddingsAddress, isHostName, isKnownTimeZone, maskSecrets, readDatabaseUrl, readEmbeddingsUrl, readOrigin } from './config-values.ts';

/** What the operator decides, read once at start. Everything optional has a default that works on one machine. */
export interface Config {
  /** The role that serves. Null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  /** The role that migrates and owns the tables; needed beside `databaseUrl` by commands that migrate. */
  readonly databaseOwnerUrl: string | null;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  readonly origin: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly defaultLanguage: 'ar' | 'en';
  readonly digits: 'latn' | 'arab';
  readonly timeZone: string;
  /** In production the demonstration set is refused. */
  readonly production: boolean;
  /** Null: no search by meaning. */
  readonly embeddingsUrl: EmbeddingsAddress | null;
  readonly embeddingsModel: string;
  readonly embeddingsKey: string | null;
}

interface Setting<Value> {
  readonly name: string;
  readonly meaning: string;
  /** As the operator would write it; null means that the variable may be absent. */
  readonly fallback: string | null;
  readonly expected: { readonly en: string; readonly ar: string };
  /** The value, or undefined when the text is not of the expected form. */
  readonly parse: (text: string, cwd: string) => Value | undefined;
}

type ConfigTable = { readonly [Key in keyof Config]: Setting<NonNullable<Config[Key]>> };

const databaseForm = {
  en: 'postgresql://role:secret@host:5432/database',
  ar: 'رابط بالصيغة postgresql://role:secret@host:5432/database',
};

/** The only list of variables: `readConfig` and docs/configuration.md both come from it. PORT stands before ORIGIN. */
export const configTable: ConfigTable = {
  databaseUrl: {
    name: 'DATABASE_URL',
    meaning:
      'PostgreSQL 15 or later, as the role that serves: not a superuser, without BYPASSRLS, owner of nothing. Absent: the embedded PostgreSQL in DATA_DIR.',
    fallback: null,
    expected: databaseForm,
    parse: readDatabaseUrl,
  },
  databaseOwnerUrl: {
    name: 'DATABASE_OWNER_URL',
    meaning:
      'The same database as the role that owns the tables. Only commands that migrate use it, and they need it when DATABASE_URL is set. Refused without DATABASE_URL.',
    fallback: null,
    expected: databaseForm,
    parse: readDatabaseUrl,
  },
  port: {
    name: 'PORT',
    meaning: 'TCP port to listen on; 0 takes any free port.',
    fallback: '3000',
    expected: { en: 'a whole number from 0 to 65535', ar: 'عدد صحيح من 0 إلى 65535' },
    parse: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
  },
  host: {
    name: 'HOST',
    meaning: 'Address to listen on. Keep the default behind a proxy on the same machine.',
    fallback: '127.0.0.1',
    expected: { en: 'an IP address or a host name', ar: 'عنوان IP أو اسم مضيف' },
    parse: (text) => (isHostName(text) ? text : undefined),
  },
  origin: {
    name: 'ORIGIN',
    meaning: 'Where people open this node: goes into links, mail, feeds and cookies.',
    fallback: 'http://localhost:PORT',
    expected: {
      en: 'https://host without a path (http only for localhost, 127.0.0.1 and [::1])',
      ar: 'عنوان بالصيغة https://host دون مسار (ولا يُقبل http إلا مع localhost و127.0.0.1 و[::1])',
    },
    parse: readOrigin,
  },
  dataDir: {
    name: 'DATA_DIR',
    meaning: 'Folder of everything this node keeps: the embedded database, files, keys.',
    fallback: './data',
    expected: { en: 'a path', ar: 'مسار مجلد' },
    parse: (text, cwd) => (text.includes('\0') ? undefined : path.resolve(cwd, text)),
  },
  defaultLanguage: {
    name: 'DEFAULT_LANGUAGE',
    meaning: 'Language of the first page, until the reader chooses.',
    fallback: 'ar',
    expected: { en: 'ar or en', ar: '\u200far أو en' },
    parse: (text) => (text === 'ar' || text === 'en' ? text : undefined),
  },
  digits: {
    name: 'DIGITS',
    meaning: 'Digits in Arabic pages: latn (2026) or arab (٢٠٢٦).',
    fallback: 'latn',
    expected: { en: 'latn or arab', ar: '\u200flatn أو arab' },
    parse: (text) => (text === 'latn' || text === 'arab' ? text : undefined),
  },
  timeZone: {
    name: 'TIME_ZONE',
    meaning: 'Time zone in which dates and times are shown.',
    fallback: 'Asia/Dubai',
    expected: { en: 'an IANA time zone such as Asia/Dubai, or UTC', ar: 'منطقة زمنية من IANA مثل Asia/Dubai أو UTC' },
    parse: (text) => (isKnownTimeZone(text) ? text : undefined),
  },
  production: {
    name: 'TABADUL_PRODUCTION',
    meaning: 'yes: this node serves real people, so the demonstration set is refused.',
    fallback: 'no',
    expected: { en: 'yes or no', ar: '\u200fyes أو no' },
    parse: (text) => (text === 'yes' ? true : text === 'no' ? false : undefined),
  },
  embeddingsUrl: {
    name: 'EMBEDDINGS_URL',
    meaning:
      'A service that makes vectors of texts, for searching by meaning too. Queries and the texts of public records are sent there; what not everybody may see only when the address is an IP address of this machine or of a private network. Absent: searches go by words alone.',
    fallback: null,
    expected: {
      en: 'https://host/…/v1/embeddings (OpenAI style) or https://host/…/api/embed (Ollama); http only to localhost and to IP addresses of a private network',
      ar: 'عنوان بالصيغة https://host/…/v1/embeddings أو https://host/…/api/embed (ولا يُقبل http إلا مع localhost وعناوين IP في شبكة خاصة)',
    },
    parse: readEmbeddingsUrl,
  },
  embeddingsModel: {
    name: 'EMBEDDINGS_MODEL',
    meaning: 'The model that EMBEDDINGS_URL is asked for; one that knows Arabic and English. With another model all vectors are made anew.',
    fallback: 'bge-m3',
    expected: { en: 'the name of a model', ar: 'اسم نموذج' },
    parse: (text) => (/^[\w./:@-]{1,120}$/.test(text) ? text : undefined),
  },
  embeddingsKey: {
    name: 'EMBEDDINGS_KEY',
    meaning: 'Sent to EMBEDDINGS_URL as a bearer token, where the service asks for one.',
    fallback: null,
    expected: { en: 'printable characters without spaces', ar: 'رموز مطبوعة بلا مسافات' },
    parse: (text) => (/^[!-~]{1,500}$/.test(text) ? text : undefined),
  },
};

/** Every wrong variable at once: its name, what was read (secrets masked), what is expected; in both languages. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

/** Reads the variables of `configTable`; an empty one counts as absent. Throws one `ConfigError` naming all that are wrong. */
export function readConfig(env: NodeJS.ProcessEnv, cwd: string = process.cwd()): Config {
  const problems: string[] = [];
  const values = new Map<string, unknown>();
  for (const [key, setting] of Object.entries(configTable)) {
    const fallback = setting.fallback?.replace('PORT', String(values.get('port') ?? 3000)) ?? null;
    const text = env[setting.name]?.trim() || fallback;
    const value = text === null ? null : setting.parse(text, cwd);
    if (text !== null && value === undefined) problems.push(wrongValue(setting, text));
    values.set(key, value);
  }
  if (values.get('databaseOwnerUrl') && values.get('databaseUrl') === null) problems.push(ownerAlone);
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.fromEntries(values) as unknown as Config;
}

/** The table as docs/configuration.md shows it. */
export function configMarkdown(): string {
  const rows = Object.values(configTable).map(
    ({ name, meaning, fallback, expected }) => `| \`${name}\` | ${meaning} | ${fallback === null ? '(absent)' : `\`${fallback}\``} | ${expected.en} |`,
  );
  return `# Configuration

Every variable is read from the environment at start; an empty one counts as absent. A wrong value stops the start with
a sentence in English and in Arabic, and all wrong values are named together. This file is written by
\`node --import tsx src/platform/config/print-config.ts > docs/configuration.md\` and compared by a test.

| variable | meaning | default | expected |
|---|---|---|---|
${rows.join('\n')}
`;
}

function wrongValue({ name, expected }: Setting<unknown>, text: string): string {
  const read = maskSecrets(text, /_(URL|KEY)$/.test(name));
  return `${name} is "${read}"; expected: ${expected.en}.\nقيمة ${name} هي «${read}»؛ والمتوقع: ${expected.ar}.`;
}

const ownerAlone = `DATABASE_OWNER_URL is set and DATABASE_URL is not; expected: both, or neither for the embedded PostgreSQL.
\u200fDATABASE_OWNER_URL مضبوط وDATABASE_URL غير مضبوط؛ والمتوقع: كلاهما معًا، أو تركهما لقاعدة PostgreSQL المضمّنة.`;
