import { ConnectError, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { LoadService } from "#lib/gen/playground/v1/load_pb.ts";
import { addLoadEvent, type LoadRun, noLoad } from "#lib/load/load-run.ts";
import { toPlanMessage } from "#lib/load/plan-message.ts";
import { helpText } from "./load/help-text.ts";
import { type LoadCommand, readFlags } from "./load/read-flags.ts";
import { describeTick, exitCodeOf, toReport } from "./load/report.ts";

/** `npm run load -- --deployment <id> --method … --rate 100`: the load test of the page, for terminals and CI. */
const command = readFlags(process.argv.slice(2), process.env.PORT);
if (!command.ok) {
  process.stderr.write(`${command.problem}. See --help.\n`);
  process.exitCode = 2;
} else if (command.value.kind === "help") process.stdout.write(helpText);
else process.exitCode = await run(command.value);

async function run({
  origin,
  plan,
  isQuiet,
  isStrict,
}: Extract<LoadCommand, { kind: "run" }>): Promise<number> {
  const loads = createClient(LoadService, createConnectTransport({ baseUrl: origin, httpVersion: "1.1" }));
  const runId = `cli-${Date.now().toString(36)}-${process.pid}`;
  // The first Ctrl-C asks for what was measured so far, the second one leaves.
  process.once("SIGINT", () => {
    process.once("SIGINT", () => process.exit(130));
    void loads.stopLoad({ runId }).catch(() => process.exit(130));
  });
  const progress = (line: string) => void (isQuiet || process.stderr.write(`${line}\n`));
  let known: LoadRun = noLoad;
  try {
    for await (const response of loads.runLoad({ runId, plan: toPlanMessage(plan) })) {
      known = addLoadEvent(known, response);
      const { event } = response;
      if (event.case === "queued") progress(`in line, place ${event.value.place}`);
      if (event.case === "tick") progress(describeTick(event.value));
    }
  } catch (cause) {
    process.stderr.write(`${ConnectError.from(cause).message}\n`);
    return 1;
  }
  process.stdout.write(`${JSON.stringify(toReport(known), null, 2)}\n`);
  return exitCodeOf(known, isStrict);
}
