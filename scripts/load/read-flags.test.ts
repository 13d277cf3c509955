import { describe, expect, test } from "vitest";
import { readFlags } from "./read-flags.ts";

const least = ["--deployment", "abc", "--method", "greet.v1.Greeter/SayHello"];
const read = (...more: readonly string[]) => readFlags([...least, ...more], undefined);

describe("the command line of a load test", () => {
  test("needs no more than a deployment and a method", () => {
    expect(read()).toEqual({
      ok: true,
      value: {
        ...{ kind: "run", origin: "http://127.0.0.1:3000", isQuiet: false, isStrict: false },
        plan: {
          ...{ deploymentId: "abc", method: "greet.v1.Greeter/SayHello", messageJson: "" },
          ...{ protocol: "connect", codec: "binary", httpVersion: "1.1", connections: 1 },
          model: { kind: "open", ratePerSecond: 10, arrivals: "poisson" },
          ...{
            shape: { kind: "constant" },
            durationMs: 10_000,
            deadlineMs: 5_000,
            seed: 1,
            maxInFlight: 256,
          },
        },
      },
    });
  });

  test("takes the server's port from the environment, and gRPC over HTTP/2", () => {
    const command = readFlags([...least, "--protocol", "grpc"], "4411");
    expect(command).toMatchObject({ value: { origin: "http://127.0.0.1:4411", plan: { httpVersion: "2" } } });
  });

  test("describes both models, every shape and times with units", () => {
    expect(
      read("--clients", "20", "--think", "1.5s", "--think-times", "exponential", "--duration", "1m"),
    ).toMatchObject({
      value: {
        plan: {
          model: { kind: "closed", clients: 20, thinkMs: 1_500, think: "exponential" },
          durationMs: 60_000,
        },
      },
    });
    expect(read("--rate", "200", "--shape", "sweep", "--levels", "10", "--deadline", "250ms")).toMatchObject({
      value: { plan: { shape: { kind: "sweep", start: 20, levels: 10 }, deadlineMs: 250 } },
    });
    expect(read("--rate", "200", "--shape", "ramp", "--from", "5")).toMatchObject({
      value: { plan: { shape: { kind: "ramp", start: 5 } } },
    });
  });

  test.each([
    [
      ["--rate", "10", "--clients", "5"],
      "--rate and --clients exclude each other: choose the open or the closed model",
    ],
    [["--protocol", "soap"], '--protocol is connect or grpc-web or grpc, not "soap"'],
    [["--duration", "10"], '--duration is a time such as 500ms, 10s or 1m, not "10"'],
    [["--rate", "fast"], '--rate is a number, not "fast"'],
    [["--rate", "-1"], expect.stringContaining("--rate")],
    [["--think", "1s"], "--think says nothing beside --rate"],
    [["--levels", "9"], "--levels says nothing beside --shape constant"],
    [["--origin", "here"], '--origin is an address such as http://127.0.0.1:3000, not "here"'],
    [["--nonsense"], expect.stringContaining("--nonsense")],
    [["extra"], expect.stringContaining("extra")],
  ])("%j is refused by name", (flags, problem) => {
    expect(read(...flags)).toEqual({ ok: false, problem });
  });

  test("what is missing is named", () => {
    expect(readFlags(["--method", "a/b"], undefined)).toEqual({
      ok: false,
      problem: "--deployment is missing",
    });
    expect(readFlags(["--deployment", "a"], undefined)).toEqual({
      ok: false,
      problem: "--method is missing",
    });
    expect(readFlags(["--help"], undefined)).toEqual({ ok: true, value: { kind: "help" } });
  });
});
