import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseEnv } from "#server/env.ts";
import { environmentVariables } from "#server/environment-variables.ts";
import { argumentsOf, readDockerfile } from "./image/read-dockerfile.ts";

const root = join(import.meta.dirname, "../..");
/** With the variables of whoever starts it, as Compose puts them in. */
const interpolated = readFileSync(join(root, "compose.yaml"), "utf8").replaceAll(
  /\$\{DATABASE_PASSWORD:\?[^}]+\}/g,
  "not-a-secret",
);
const compose = parse(interpolated);
const { playground, database } = compose.services;
const schemaFile = new URL("../fixtures/api-schemas/compose-spec.json", import.meta.url);
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(schemaFile, "utf8")),
);

describe("compose.yaml", () => {
  test("is what the Compose specification takes, which knows every word of it", () => {
    expect(validate(compose), JSON.stringify(validate.errors)).toBe(true);
    const misspelt = { ...compose, services: { playground: { ...playground, readonly: true } } };
    expect(validate(misspelt)).toBe(false);
  });

  test("sets variables that the server reads, to values that it takes, and waits longer than it drains", () => {
    expect(Object.keys(environmentVariables)).toEqual(
      expect.arrayContaining(Object.keys(playground.environment)),
    );
    const env = parseEnv(playground.environment);
    if (!env.ok) throw new Error(env.problem);
    const { drainMs, limits } = env.value;
    expect(Number.parseInt(playground.stop_grace_period, 10) * 1_000).toBeGreaterThanOrEqual(
      drainMs + 10_000,
    );
    const runnersMb = (limits.maxRunners + limits.warmRunners) * limits.processMemoryMb;
    expect(Number.parseInt(playground.mem_limit, 10) * 1024).toBeGreaterThanOrEqual(runnersMb + 512);
  });

  test("keeps the image's store in a volume, and everything else unwritable", () => {
    const stage = readDockerfile(join(root, "Dockerfile")).at(-1);
    const [[folder] = []] = stage === undefined ? [] : argumentsOf(stage, "VOLUME");
    expect(playground.volumes).toEqual([`data:${folder}`]);
    expect(Object.keys(compose.volumes)).toEqual(["data", "database"]);
    expect(playground).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: expect.arrayContaining(["no-new-privileges:true"]),
    });
  });

  test("starts once its PostgreSQL answers, whose password stands in no file and whose port nobody else reaches", () => {
    const env = parseEnv(playground.environment);
    if (!env.ok || env.value.store.databaseUrl === null) throw new Error("no database");
    const url = new URL(env.value.store.databaseUrl);
    expect(url.hostname).toBe("database");
    expect(playground.depends_on).toEqual({ database: { condition: "service_healthy" } });
    expect(database.environment).toEqual({
      POSTGRES_USER: url.username,
      POSTGRES_PASSWORD: url.password,
      POSTGRES_DB: url.pathname.slice(1),
    });
    expect(url.password).toBe("not-a-secret");
    expect(interpolated).not.toContain("${");
    expect(database).not.toHaveProperty("ports");
    expect(database.healthcheck.test).toEqual(
      expect.arrayContaining([`--username=${url.username}`, `--dbname=${url.pathname.slice(1)}`]),
    );
  });

  test("lets bubblewrap make namespaces, and gives nothing else that Docker's own profile keeps", () => {
    const option = playground.security_opt.find((one: string) => one.startsWith("seccomp:"));
    const profile = JSON.parse(readFileSync(join(root, option.slice("seccomp:".length)), "utf8"));
    const [ours, ...dockers] = profile.syscalls;
    expect(profile.defaultAction).toBe("SCMP_ACT_ERRNO");
    expect(ours).toMatchObject({ names: ["clone", "mount", "pivot_root", "umount2", "unshare"] });
    const always = (rule: { args?: []; includes?: object }) => !rule.args?.length && !rule.includes;
    const given = dockers.filter(always).flatMap((rule: { names: string[] }) => rule.names);
    expect(given).toEqual(expect.arrayContaining(["read", "futex", "seccomp"]));
    for (const name of ["clone", "mount", "unshare", "setns", "bpf", "ptrace", "keyctl", "init_module"])
      expect(given).not.toContain(name);
  });
});
