/** One line of JSON per entry: time, level, message, then the fields. */
export type Log = Readonly<Record<LogLevel, (message: string, fields?: LogFields) => void>>;

export const logLevels = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof logLevels)[number];
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes entries of at least `level` with `write`, which gets whole lines. */
export function createLog(level: LogLevel, write: (line: string) => void): Log {
  const least = logLevels.indexOf(level);
  const at =
    (entryLevel: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (logLevels.indexOf(entryLevel) < least) return;
      const entry = { time: new Date().toISOString(), level: entryLevel, message, ...fields };
      write(`${toLine(entry)}\n`);
    };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

function toLine(entry: LogFields): string {
  try {
    return JSON.stringify(entry, readable);
  } catch (error) {
    // A field that refers to itself: what can be said plainly still is.
    return JSON.stringify({
      time: entry.time,
      level: entry.level,
      message: entry.message,
      unreadable: String(error),
    });
  }
}

function readable(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { name, message, stack, ...(cause === undefined ? {} : { cause }) };
}
