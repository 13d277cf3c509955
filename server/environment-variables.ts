type Variable = {
  /** What counts when it is not set; empty: nothing does. */
  readonly otherwise: string;
  readonly meaning: string;
};

/**
 * Every environment variable that the server reads. `server/env.ts` parses them, `--help` prints them, and a test holds
 * the table in docs/hosting.md against this one.
 */
export const environmentVariables = {
  PORT: { otherwise: "3000", meaning: "The one port, for pages and every protocol. 0 takes a free one." },
  HOST: { otherwise: "127.0.0.1", meaning: "The address to listen on. 0.0.0.0: every IPv4 address." },
  DATA_DIR: { otherwise: "./data", meaning: "Folder of the SQLite store, made on the first start." },
  DATABASE_URL: {
    otherwise: "",
    meaning:
      "PostgreSQL instead of SQLite: postgres://user:password@host:5432/name. Tables are made on the first start.",
  },
  STORE_MAX_MB: {
    otherwise: "4096",
    meaning:
      "Size of all that is kept, in MB. At it, what was not used for longest goes; else nothing new is kept.",
  },
  STORE_KEEP_DAYS: {
    otherwise: "7",
    meaning: "What was used in so many days is never deleted for want of room, 1 to 36500.",
  },
  STORE_MAX_IDLE_DAYS: {
    otherwise: "0",
    meaning: "What was not used for so many days is deleted. 0: only for want of room.",
  },
  TLS_CERT: { otherwise: "", meaning: "Certificate chain as a PEM file; with TLS_KEY the port speaks TLS." },
  TLS_KEY: { otherwise: "", meaning: "Private key as a PEM file." },
  TRUST_PROXY: {
    otherwise: "0",
    meaning: "Proxies in front whose x-forwarded-for and x-forwarded-proto are believed, 0 to 10.",
  },
  LOG_LEVEL: { otherwise: "info", meaning: "debug, info, warn or error; JSON lines on standard error." },
  DRAIN_MS: { otherwise: "10000", meaning: "How long running calls may go on after SIGTERM, in ms." },
  PLAYGROUND_LIMITS: {
    otherwise: "",
    meaning: "JSON with other values for limits of lib/limits.ts, which /en/limits shows.",
  },
} as const satisfies Readonly<Record<string, Variable>>;

export type VariableName = keyof typeof environmentVariables;

/** What `--help` prints. */
export function helpText(): string {
  const entries = Object.entries(environmentVariables);
  const width = Math.max(...entries.map(([name]) => name.length));
  const lines = entries.map(([name, { otherwise, meaning }]) => {
    const ending = otherwise === "" ? "" : ` Default: ${otherwise}`;
    return `  ${name.padEnd(width)}  ${meaning}${ending}`;
  });
  return [
    "RPC Playground: pages, API and visitors' handlers on one port.",
    "",
    "Usage: npm start [-- --help]",
    "",
    "Environment variables:",
    ...lines,
    "",
  ].join("\n");
}
