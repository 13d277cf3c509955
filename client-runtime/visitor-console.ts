import { createConsole } from "#lib/console/create-console.ts";
import { describeThrown } from "#lib/console/describe-thrown.ts";
import type { SourceMapper } from "#lib/source/source-map.ts";
import type { FactSender } from "./fact-sender.ts";
import { stackHere } from "./map-stacks.ts";
import type { RunClock } from "./run-clock.ts";
import { formatFrame, readVisitorStack, type VisitorFrame } from "./visitor-stack.ts";

type Level = "debug" | "info" | "warn" | "error";

export type VisitorConsole = {
  /** An error nobody caught. */
  uncaught(error: unknown): void;
  /** Says how many lines were dropped since the last one, if any. */
  close(): void;
};

/** Puts our methods in the place of the worker's console. Lines beyond `logBytes` are dropped and counted. */
export function captureConsole(parts: {
  readonly clock: RunClock;
  readonly facts: FactSender;
  readonly mappers: ReadonlyMap<string, SourceMapper>;
  readonly logBytes: number;
}): VisitorConsole {
  const { clock, facts, mappers } = parts;
  const maxLineLength = Math.max(200, parts.logBytes / 16); // One line must not silence all others.
  let left = parts.logBytes;
  let dropped = 0;

  const write = (level: Level, text: string, frames: readonly VisitorFrame[], stack: readonly string[]) => {
    const line = text.length > maxLineLength ? `${text.slice(0, maxLineLength - 1)}…` : text;
    if (line.length > left) {
      dropped += 1;
      return;
    }
    left -= line.length + 1;
    const [frame] = frames;
    const entry = {
      atUs: clock.now(),
      level,
      text: line,
      path: frame?.path ?? "",
      line: frame?.line ?? 0,
      stack,
      dropped,
    };
    facts.push({ kind: "log", entry });
    dropped = 0;
  };

  const visitorConsole = createConsole({
    isOpen: () => true,
    now: () => performance.now(),
    write(level, text, stackOf) {
      const place = readVisitorStack(stackHere(), mappers);
      const frames = stackOf === "caller" ? place : readVisitorStack(stackOf, mappers);
      write(level, text, place, frames.map(formatFrame));
    },
  });
  Object.assign(console, visitorConsole);
  return {
    uncaught(error) {
      const frames = readVisitorStack(error, mappers);
      write("error", `Uncaught ${describeThrown(error)}`, frames, frames.map(formatFrame));
    },
    close() {
      if (dropped === 0) return;
      const entry = {
        atUs: clock.now(),
        level: "warn" as const,
        text: "",
        path: "",
        line: 0,
        stack: [],
        dropped,
      };
      facts.push({ kind: "log", entry });
    },
  };
}
