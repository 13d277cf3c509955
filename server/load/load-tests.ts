import { fromBinary } from "@bufbuild/protobuf";
import {
  LoadEnd,
  type LoadSummary,
  LoadSummarySchema,
  type LoadTick,
  LoadTickSchema,
} from "#lib/gen/playground/v1/load_pb.ts";
import type { Log } from "#server/log.ts";
import type { Target } from "./dial.ts";
import type { FiringJob, GeneratorWord } from "./generator-messages.ts";
import { createMachineLoad } from "./machine-load.ts";
import { openGenerator } from "./open-generator.ts";

export type LoadTestEvent =
  | { readonly kind: "began"; readonly zeroUnixMs: number; readonly ownUs: number | null }
  | { readonly kind: "tick"; readonly tick: LoadTick }
  /** The last one. */
  | ({ readonly kind: "over" } & LoadTestOver);

export type LoadTestOver = {
  readonly end: LoadEnd;
  /** Of all ticks, but for how it ended and for the processor's use; null: the generator was gone before it made one. */
  readonly summary: LoadSummary | null;
  /** The first answer, encoded; null: there was none. */
  readonly answer: Uint8Array | null;
  readonly error: { readonly code: number; readonly reason: string; readonly message: string } | null;
};

export type LoadTest = {
  /** Read once. Ends with `over`, and never fails. */
  readonly events: AsyncIterable<LoadTestEvent>;
  /** Breaks off what is under way; `events` then end within half a second. */
  stop(): void;
};

export type LoadTests = {
  /** Fires at this server's own port, from a process of its own. */
  fire(job: Omit<FiringJob, "target">): LoadTest;
  /** The server is stopping: so does every test, and those to come. */
  shutdown(): void;
};

export type LoadTestsParts = {
  /** Known when the port is open. */
  readonly target: () => Target;
  readonly log: Log;
};

export function createLoadTests({ target, log }: LoadTestsParts): LoadTests {
  const running = new Set<RunningTest>();
  let isClosed = false;
  return {
    fire(job) {
      const test = new RunningTest({ ...job, target: target() }, log, () => running.delete(test));
      running.add(test);
      if (isClosed) test.end(LoadEnd.SHUTDOWN);
      return { events: test.events(), stop: () => test.end(LoadEnd.STOPPED) };
    },
    shutdown() {
      isClosed = true;
      for (const test of running) test.end(LoadEnd.SHUTDOWN);
    },
  };
}

/** One test under way: what the generator says, in order, until its process is gone. */
class RunningTest {
  readonly #generator;
  readonly #machine = createMachineLoad();
  #waiting: LoadTestEvent[] = [];
  #wake = () => {};
  #end: LoadEnd | null = null;
  #answer: LoadTestOver["answer"] = null;
  #summary: LoadSummary | null = null;
  #error: LoadTestOver["error"] = null;
  #isGone = false;

  constructor(job: FiringJob, log: Log, over: () => void) {
    this.#generator = openGenerator(
      job,
      (word) => this.#hear(word),
      (how, stderr) => {
        over();
        if (how === "lost") {
          // Stopped by us it may be killed before its last word.
          if (this.#end === null) log.error("a load generator was lost", { runId: job.runId, stderr });
          this.#end ??= LoadEnd.GENERATOR_LOST;
        }
        this.#isGone = true;
        this.#tell({
          kind: "over",
          end: this.#end ?? LoadEnd.COMPLETED,
          summary: this.#summary,
          answer: this.#answer,
          error: this.#error,
        });
      },
    );
  }

  end(how: LoadEnd): void {
    if (this.#isGone || this.#end !== null) return;
    this.#end = how;
    this.#generator.stop();
  }

  async *events(): AsyncGenerator<LoadTestEvent> {
    try {
      for (;;) {
        const events = this.#waiting;
        this.#waiting = [];
        for (const event of events) {
          yield event;
          if (event.kind === "over") return;
        }
        if (this.#waiting.length > 0) continue;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      // Whoever stops reading wants no more of it.
      this.end(LoadEnd.STOPPED);
    }
  }

  #hear(word: GeneratorWord): void {
    switch (word.kind) {
      case "began":
        this.#tell(word);
        break;
      case "tick": {
        const tick = fromBinary(LoadTickSchema, word.tick);
        const { server, machine } = this.#machine.take();
        tick.serverCpu = server;
        tick.machineCpu = machine;
        this.#tell({ kind: "tick", tick });
        break;
      }
      case "answer":
        this.#answer = word.answer;
        break;
      case "error":
        this.#error = word;
        break;
      case "over":
        this.#summary = fromBinary(LoadSummarySchema, word.summary);
        if (word.how === "responseLimit") this.#end ??= LoadEnd.LIMIT;
        break;
      case "ready":
        break;
    }
  }

  #tell(event: LoadTestEvent): void {
    this.#waiting.push(event);
    this.#wake();
  }
}
