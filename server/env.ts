import { z } from "zod";
import { type Limits, parseLimits } from "#lib/limits.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import { environmentVariables, type VariableName } from "./environment-variables.ts";
import { type LogLevel, logLevels } from "./log.ts";
import type { StorePlace } from "./store/open-store.ts";
import type { Retention } from "./store/store.ts";

export type Env = {
  readonly port: number;
  readonly host: string;
  /** Where it is, and for how long it keeps what nobody uses. */
  readonly store: StorePlace & { readonly retention: Retention };
  readonly limits: Limits;
  /** PEM files. Absent: plain HTTP. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Proxies in front whose `x-forwarded-for` is believed, counted from the right. 0: none. */
  readonly trustProxy: number;
  readonly logLevel: LogLevel;
  /** How long running calls may go on after SIGTERM. */
  readonly drainMs: number;
};

const defaultOf = (name: VariableName): string => environmentVariables[name].otherwise;

/** NaN when it is no whole number. */
function whole(name: VariableName, text: string | undefined): number {
  const said = text === undefined || text === "" ? defaultOf(name) : text;
  return /^\d{1,9}$/.test(said) ? Number(said) : Number.NaN;
}

function isDays(name: VariableName, text: string | undefined, least: number): boolean {
  const days = whole(name, text);
  return days >= least && days <= 36_500;
}

/** Nothing at all is right too: then it is SQLite. */
function namesPostgres(text: string | undefined): boolean {
  if (text === undefined || text === "") return true;
  const url = URL.parse(text);
  if (url === null || !["postgres:", "postgresql:"].includes(url.protocol)) return false;
  const hasHost = url.hostname !== "" || url.searchParams.has("host");
  return hasHost && url.pathname.length > 1;
}

const dayMs = 86_400_000;

function toStore(variables: Partial<Record<VariableName, string>>): Env["store"] {
  const number = (name: VariableName) => whole(name, variables[name]);
  const maxIdleDays = number("STORE_MAX_IDLE_DAYS");
  return {
    dataDir: variables.DATA_DIR ?? defaultOf("DATA_DIR"),
    databaseUrl: variables.DATABASE_URL || null,
    retention: {
      maxBytes: number("STORE_MAX_MB") * 1_000_000,
      keepMs: number("STORE_KEEP_DAYS") * dayMs,
      maxIdleMs: maxIdleDays === 0 ? null : maxIdleDays * dayMs,
    },
  };
}

const envSchema = z
  .object({
    PORT: z.string().optional(),
    HOST: z.string().min(1, "must not be empty").default(defaultOf("HOST")),
    DATA_DIR: z.string().min(1, "must not be empty").default(defaultOf("DATA_DIR")),
    DATABASE_URL: z.string().optional(),
    STORE_MAX_MB: z.string().optional(),
    STORE_KEEP_DAYS: z.string().optional(),
    STORE_MAX_IDLE_DAYS: z.string().optional(),
    TLS_CERT: z.string().min(1, "must not be empty").optional(),
    TLS_KEY: z.string().min(1, "must not be empty").optional(),
    TRUST_PROXY: z.string().optional(),
    LOG_LEVEL: z
      .enum(logLevels, `must be one of ${logLevels.join(", ")}`)
      .default(environmentVariables.LOG_LEVEL.otherwise),
    DRAIN_MS: z.string().optional(),
    PLAYGROUND_LIMITS: z.string().optional(),
  } satisfies Record<VariableName, z.ZodType>)
  .superRefine((env, context) => {
    const problem = (name: string, message: string) =>
      context.addIssue({ code: "custom", path: [name], message });
    if (!(whole("PORT", env.PORT) <= 65_535)) problem("PORT", "must be a number from 0 to 65535");
    if (!namesPostgres(env.DATABASE_URL))
      problem("DATABASE_URL", "must be postgres://user:password@host:port/database");
    if (!(whole("STORE_MAX_MB", env.STORE_MAX_MB) >= 1)) problem("STORE_MAX_MB", "must be MB, 1 or more");
    if (!isDays("STORE_KEEP_DAYS", env.STORE_KEEP_DAYS, 1))
      problem("STORE_KEEP_DAYS", "must be days, 1 to 36500");
    if (!isDays("STORE_MAX_IDLE_DAYS", env.STORE_MAX_IDLE_DAYS, 0))
      problem("STORE_MAX_IDLE_DAYS", "must be days, 0 to 36500");
    if (!(whole("TRUST_PROXY", env.TRUST_PROXY) <= 10))
      problem("TRUST_PROXY", "must be the number of proxies in front, 0 to 10");
    if (!(whole("DRAIN_MS", env.DRAIN_MS) <= 600_000))
      problem("DRAIN_MS", "must be milliseconds, 0 to 600000");
    if (env.TLS_CERT !== undefined && env.TLS_KEY === undefined)
      problem("TLS_KEY", "must be set when TLS_CERT is");
    if (env.TLS_KEY !== undefined && env.TLS_CERT === undefined)
      problem("TLS_CERT", "must be set when TLS_KEY is");
  });

/** Every environment variable we read, or one line that names the first bad one. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): Result<Env> {
  const parsed = envSchema.safeParse(variables);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return fail(`${issue?.path.join(".")} ${issue?.message}`);
  }
  const limits = parseLimits(parsed.data.PLAYGROUND_LIMITS);
  if (!limits.ok) return fail(limits.problem.replaceAll(/\s*\n\s*/g, " "));
  const { PORT, HOST, TLS_CERT, TLS_KEY, TRUST_PROXY, LOG_LEVEL, DRAIN_MS } = parsed.data;
  return ok({
    port: whole("PORT", PORT),
    host: HOST,
    store: toStore(parsed.data),
    limits: limits.value,
    tls: TLS_CERT !== undefined && TLS_KEY !== undefined ? { certFile: TLS_CERT, keyFile: TLS_KEY } : null,
    trustProxy: whole("TRUST_PROXY", TRUST_PROXY),
    logLevel: LOG_LEVEL,
    drainMs: whole("DRAIN_MS", DRAIN_MS),
  });
}

export function readEnv(): Result<Env> {
  return parseEnv(process.env);
}

/** What Next reads from the environment; to be called before Next is loaded. */
export function setNextEnv(mode: "development" | "production"): void {
  Object.assign(process.env, { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: mode });
}
