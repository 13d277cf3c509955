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
        dataDir: "./data",
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
        dataDir: "/srv/data",
        limits: { ...defaultLimits, turnMs: 300 },
        tls: { certFile: "cert.pem", keyFile: "key.pem" },
        trustProxy: 1,
        logLevel: "debug",
        drainMs: 0,
      },
    });
  });

  test.each([
    [{ PORT: "http" }, "PORT"],
    [{ PORT: "65536" }, "PORT"],
    [{ PORT: "-1" }, "PORT"],
    [{ HOST: "" }, "HOST"],
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
  });
});
