import { describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/limits.ts";
import { parseEnv } from "./env.ts";

describe("parseEnv", () => {
  test("an empty environment gives the documented defaults", () => {
    expect(parseEnv({})).toEqual({
      ok: true,
      value: {
        port: 3000,
        host: "127.0.0.1",
        store: {
          dataDir: "./data",
          databaseUrl: null,
          retention: { maxBytes: 4_096_000_000, keepMs: 7 * 86_400_000, maxIdleMs: null },
        },
        limits: defaultLimits,
        tls: null,
        trustProxy: 0,
        logLevel: "info",
        drainMs: 10_000,
      },
    });
  });

  test("every variable is read", () => {
    const parsed = parseEnv({
      PORT: "8080",
      HOST: "0.0.0.0",
      DATA_DIR: "/srv/data",
      DATABASE_URL: "postgres://playground:secret@db.example.com:5432/playground",
      STORE_MAX_MB: "500",
      STORE_KEEP_DAYS: "1",
      STORE_MAX_IDLE_DAYS: "400",
      TLS_CERT: "cert.pem",
      TLS_KEY: "key.pem",
      TRUST_PROXY: "1",
      LOG_LEVEL: "debug",
      DRAIN_MS: "0",
      PLAYGROUND_LIMITS: '{"turnMs":300}',
    });
    expect(parsed).toEqual({
      ok: true,
      value: {
        port: 8080,
        host: "0.0.0.0",
        store: {
          dataDir: "/srv/data",
          databaseUrl: "postgres://playground:secret@db.example.com:5432/playground",
          retention: { maxBytes: 500_000_000, keepMs: 86_400_000, maxIdleMs: 400 * 86_400_000 },
        },
        limits: { ...defaultLimits, turnMs: 300 },
        tls: { certFile: "cert.pem", keyFile: "key.pem" },
        trustProxy: 1,
        logLevel: "debug",
        drainMs: 0,
      },
    });
  });

  test.each([
    "postgresql://host/name",
    "postgres://user@host:5432/name?sslmode=require",
    "postgres:///name?host=/run/postgresql",
    "",
  ])("DATABASE_URL may be %j", (url) => {
    const parsed = parseEnv({ DATABASE_URL: url });
    expect(parsed.ok && parsed.value.store.databaseUrl).toBe(url === "" ? null : url);
  });

  test.each([
    [{ PORT: "http" }, "PORT"],
    [{ PORT: "65536" }, "PORT"],
    [{ PORT: "-1" }, "PORT"],
    [{ HOST: "" }, "HOST"],
    [{ DATABASE_URL: "mysql://user:secret@host/name" }, "DATABASE_URL"],
    [{ DATABASE_URL: "host=db dbname=playground" }, "DATABASE_URL"],
    [{ DATABASE_URL: "postgres://user:secret@host:5432" }, "DATABASE_URL"],
    [{ STORE_MAX_MB: "0" }, "STORE_MAX_MB"],
    [{ STORE_KEEP_DAYS: "0" }, "STORE_KEEP_DAYS"],
    [{ STORE_MAX_IDLE_DAYS: "forever" }, "STORE_MAX_IDLE_DAYS"],
    [{ TLS_CERT: "cert.pem" }, "TLS_KEY"],
    [{ TLS_KEY: "key.pem" }, "TLS_CERT"],
    [{ TRUST_PROXY: "yes" }, "TRUST_PROXY"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
    [{ DRAIN_MS: "1e9" }, "DRAIN_MS"],
    [{ PLAYGROUND_LIMITS: "{" }, "PLAYGROUND_LIMITS"],
    [{ PLAYGROUND_LIMITS: '{"turnMs":-1}' }, "PLAYGROUND_LIMITS"],
    [{ PLAYGROUND_LIMITS: '{"noSuchLimit":1}' }, "PLAYGROUND_LIMITS"],
  ])("%j is refused with one line that names %s", (variables, name) => {
    const parsed = parseEnv(variables);
    if (parsed.ok) throw new Error("accepted");
    expect(parsed.problem.startsWith(name)).toBe(true);
    expect(parsed.problem).not.toContain("\n");
    expect(parsed.problem).not.toContain("secret");
  });
});
