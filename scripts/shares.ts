import { readEnv } from "#server/env.ts";
import { openStore } from "#server/store/open-store.ts";
import { sharesCommand } from "./shares/shares-command.ts";

/** `npm run shares`: the operator's way to look at short links and to remove one. */
const env = readEnv();
if (env.ok) {
  const store = await openStore(env.value.store);
  try {
    process.exitCode = await sharesCommand(process.argv.slice(2), store, (text) =>
      process.stdout.write(text),
    );
  } finally {
    await store.close();
  }
} else {
  process.stderr.write(`${env.problem}\n`);
  process.exitCode = 2;
}
