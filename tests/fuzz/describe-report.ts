import type { Change, Failure, FuzzPlan, FuzzReport } from "./fuzz-run.ts";
import type { Shot } from "./shot.ts";

/** More than caches may grow by, less than a leak of some kilobytes a case. */
export const keptMb = 96;
/** The most that the process may ever have. */
export const peakMb = 900;

/** Every sentence is something that must not be; none: the run passed. */
export function whatIsWrong(report: FuzzReport): readonly string[] {
  const { bystanders, faults, exitCode, sockets, runners, memoryMb } = report;
  const grown = (memoryMb.after ?? 0) - (memoryMb.before ?? 0);
  return [
    exitCode === null ? "" : `the server ended with ${exitCode}`,
    ...report.failures.map(({ shot, problem, what }) => `shot ${shot} (${what.note}): ${problem}`),
    ...bystanders.problems.map((problem) => `a bystander was disturbed: ${problem}`),
    ...faults.map((line) => `in the log: ${line}`),
    (sockets.after ?? 0) > (sockets.before ?? 0) ? `sockets are left: ${said(sockets)}` : "",
    (runners.after ?? 0) > (runners.before ?? 0) ? `runners are left: ${said(runners)}` : "",
    grown > keptMb ? `memory has grown: ${said(memoryMb)} MiB` : "",
    (report.peakMb ?? 0) > peakMb ? `memory was at ${report.peakMb?.toFixed(0)} MiB` : "",
  ].filter((sentence) => sentence !== "");
}

export function describeReport(report: FuzzReport): string {
  const { bystanders } = report;
  return [
    `${report.cases} cases in ${report.shots} connections, ${report.seconds.toFixed(1)} s`,
    ...(report.late === 0 ? [] : [`${report.late} answers were late: the machine is busy`]),
    `bystanders: ${bystanders.answered} calls answered, slowest ${bystanders.slowestMs.toFixed(0)} ms`,
    `memory ${said(report.memoryMb)} MiB, peak ${report.peakMb?.toFixed(0)} MiB; sockets ${said(report.sockets)}; runners ${said(report.runners)}`,
  ].join("\n");
}

/** The bytes of a failing shot and how to send it again. */
export function describeFailure({ seed, tls }: Pick<FuzzPlan, "seed" | "tls">, failure: Failure): string {
  const { shot, problem, what } = failure;
  const again = `npm run fuzz -- --seed ${seed}${tls ? " --tls" : ""} --only ${shot}`;
  return `shot ${shot} (${what.note}): ${problem}\n  again: ${again}\n${bytesOf(what)}`;
}

function bytesOf(what: Shot): string {
  if (what.kind === "session")
    return what.requests.map(({ headers, body }) => `  ${JSON.stringify(headers)} ${clip(body)}`).join("\n");
  if (what.kind === "handshake") return `  ${JSON.stringify(what)}`;
  return what.steps
    .map(({ bytes, afterMs = 0 }) => `  after ${afterMs} ms: ${clip(bytes)}`)
    .concat(`  then ${what.ending}`)
    .join("\n");
}

function clip(bytes: Buffer): string {
  const shown = JSON.stringify(bytes.subarray(0, 600).toString("latin1"));
  return bytes.length > 600 ? `${shown} … ${bytes.length} bytes` : shown;
}

function said({ before, after }: Change): string {
  return `${before?.toFixed(0)} → ${after?.toFixed(0)}`;
}
