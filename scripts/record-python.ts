import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { exhibitSources, type LoadedExhibit, readExhibits } from "#app/_data/exhibit-folder.ts";
import { toRecordFile } from "#lib/record/record-file.ts";
import { lessonPaths } from "./lesson/read-authored.ts";
import { hearMessages } from "./record-python/hear-messages.ts";
import { makeRun } from "./record-python/make-run.ts";
import { pythonVersions } from "./record-python/python-lab.ts";

/**
 * `node scripts/record-python.ts [slug …]`: lets real Python run the exhibits of lessons, and writes what it printed
 * (`messages.json`) and when its calls were where (`runs/`).
 *
 *   --python /usr/bin/python3   a Python with grpcio, and grpcio-tools or Debian's compiler beside it
 *
 * For instance: python3 -m venv v && v/bin/pip install grpcio grpcio-tools, then --python v/bin/python
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { python: { type: "string", default: "/usr/bin/python3" } },
});
const versions = pythonVersions(values.python);
const repository = join(import.meta.dirname, "..");

for (const path of lessonPaths()) {
  if (positionals.length > 0 && !positionals.some((slug) => path.endsWith(`-${slug}`))) continue;
  for (const exhibit of Object.values(readExhibits(path).exhibits))
    await record(join(path, "exhibit", exhibit.id), exhibit);
}

async function record(folder: string, { exhibit, before, after }: LoadedExhibit): Promise<void> {
  const madeFrom = exhibitSources(exhibit, before, after);
  const write = (name: string, value: object) => {
    mkdirSync(join(folder, "runs"), { recursive: true });
    writeFileSync(join(folder, name), `${JSON.stringify(value, null, name === "messages.json" ? 2 : 0)}\n`);
    console.log(`wrote ${relative(repository, join(folder, name))}`);
  };
  const protos = after.filter(({ path }) => path.endsWith(".proto"));
  if (exhibit.notes.length > 0) {
    const messages = await hearMessages({ python: values.python, exhibit, before, protos, port: 50051 });
    const command = "node scripts/record-python.ts";
    write("messages.json", { madeFrom, recordedAt: new Date().toISOString(), command, versions, messages });
  }
  for (const [key, run] of Object.entries(exhibit.runs)) {
    const made = await makeRun({ python: values.python, versions, after, run, port: 50051 });
    write(`runs/${key}.json`, { madeFrom, ...JSON.parse(toRecordFile(made)) });
  }
}
