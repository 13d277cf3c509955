import { parseArgs } from "node:util";
import type { LoadModel, LoadPlan, LoadShape } from "#lib/load/load-plan.ts";
import { usual } from "#lib/load/plan-message.ts";
import { fail, ok, type Result } from "#lib/result.ts";

export type LoadCommand =
  | { readonly kind: "help" }
  | {
      readonly kind: "run";
      readonly origin: string;
      readonly plan: LoadPlan;
      readonly isQuiet: boolean;
      readonly isStrict: boolean;
    };

const text = { type: "string" } as const;
const yes = { type: "boolean" } as const;
const options = {
  ...{ origin: text, deployment: text, method: text, message: text, protocol: text, codec: text, http: text },
  ...{ connections: text, rate: text, arrivals: text, "max-in-flight": text, clients: text, think: text },
  ...{
    "think-times": text,
    duration: text,
    deadline: text,
    shape: text,
    from: text,
    levels: text,
    seed: text,
  },
  ...{ quiet: yes, strict: yes, help: yes },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>["values"];
type TextFlag = {
  [Name in keyof typeof options]: (typeof options)[Name] extends typeof text ? Name : never;
}[keyof typeof options];

/** Reads the command line; a problem is one sentence that names the flag. `port` is where the server is by default. */
export function readFlags(args: readonly string[], port: string | undefined): Result<LoadCommand> {
  let values: Values;
  try {
    ({ values } = parseArgs({ args: [...args], options, strict: true }));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return ok({ kind: "help" });
  try {
    return ok({
      kind: "run",
      origin: readOrigin(values.origin ?? `http://127.0.0.1:${port || "3000"}`),
      plan: readPlan(values),
      isQuiet: values.quiet === true,
      isStrict: values.strict === true,
    });
  } catch (error) {
    if (error instanceof FlagError) return fail(error.message);
    throw error;
  }
}

class FlagError extends Error {}

function readPlan(values: Values): LoadPlan {
  const protocol = oneOf(values, "protocol", ["connect", "grpc-web", "grpc"]);
  const http = values.http ?? (protocol === "grpc" ? "2" : "1.1");
  const model = readModel(values);
  return {
    deploymentId: required(values, "deployment"),
    method: required(values, "method"),
    messageJson: values.message ?? "",
    protocol,
    codec: oneOf(values, "codec", ["binary", "json"]),
    httpVersion: oneOf({ http }, "http", ["1.1", "2"]),
    model,
    shape: readShape(values, model),
    durationMs: timeOf(values, "duration", usual.durationMs),
    deadlineMs: timeOf(values, "deadline", usual.deadlineMs),
    seed: numberOf(values, "seed", 1),
    maxInFlight: numberOf(values, "max-in-flight", usual.maxInFlight),
    connections: numberOf(values, "connections", usual.connections),
  };
}

function readModel(values: Values): LoadModel {
  if (values.rate !== undefined && values.clients !== undefined)
    throw new FlagError("--rate and --clients exclude each other: choose the open or the closed model");
  if (values.clients !== undefined) {
    refuse(values, ["arrivals", "max-in-flight"], "--clients");
    const think = oneOf(values, "think-times", ["constant", "exponential"]);
    return {
      kind: "closed",
      clients: numberOf(values, "clients", 1),
      thinkMs: timeOf(values, "think", 0),
      think,
    };
  }
  refuse(values, ["think", "think-times"], "--rate");
  const arrivals = oneOf(values, "arrivals", ["poisson", "constant"]);
  return { kind: "open", ratePerSecond: numberOf(values, "rate", usual.ratePerSecond), arrivals };
}

function readShape(values: Values, model: LoadModel): LoadShape {
  const kind = oneOf(values, "shape", ["constant", "ramp", "step", "sweep"]);
  if (kind === "constant") {
    refuse(values, ["from", "levels"], "--shape constant");
    return { kind };
  }
  const tenth =
    model.kind === "open" ? model.ratePerSecond / 10 : Math.max(1, Math.round(model.clients / 10));
  const start = numberOf(values, "from", tenth);
  if (kind === "ramp") {
    refuse(values, ["levels"], "--shape ramp");
    return { kind, start };
  }
  return { kind, start, levels: numberOf(values, "levels", kind === "step" ? 2 : 8) };
}

/** A flag that would say nothing is a mistake, and not to be passed over. */
function refuse(values: Values, flags: readonly TextFlag[], beside: string): void {
  for (const flag of flags)
    if (values[flag] !== undefined) throw new FlagError(`--${flag} says nothing beside ${beside}`);
}

function required(values: Values, flag: TextFlag): string {
  const value = values[flag];
  if (value === undefined || value === "") throw new FlagError(`--${flag} is missing`);
  return value;
}

/** The first one is meant when nothing is said. */
function oneOf<const Choice extends string>(
  values: Partial<Record<TextFlag, string>>,
  flag: TextFlag,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const value = values[flag] ?? choices[0];
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new FlagError(`--${flag} is ${choices.join(" or ")}, not "${value}"`);
  return found;
}

function numberOf(values: Values, flag: TextFlag, otherwise: number): number {
  const value = values[flag];
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number) || number < 0)
    throw new FlagError(`--${flag} is a number, not "${value}"`);
  return number;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

function timeOf(values: Values, flag: TextFlag, otherwiseMs: number): number {
  const value = values[flag];
  if (value === undefined) return otherwiseMs;
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(value);
  if (match === null) throw new FlagError(`--${flag} is a time such as 500ms, 10s or 1m, not "${value}"`);
  return Number(match[1]) * (units[match[2] ?? ""] ?? 1);
}

function readOrigin(value: string): string {
  const isOrigin = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
  if (!isOrigin) throw new FlagError(`--origin is an address such as http://127.0.0.1:3000, not "${value}"`);
  return new URL(value).origin;
}
