import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { terminalFiles, terminalLines } from "./terminal-lines.ts";

/** Runs the lines in a real shell, with a shell function in curl's place. */
function runWith(curl: string) {
  const lines = terminalLines("http://rpc.example:3000", { deploy: "Deploy", call: "Call" });
  return spawnSync("sh", ["-c", `curl() { ${curl}; }\n${lines}\n`], { encoding: "utf8" });
}

const lastArgument = `for each; do last=$each; done`;

test("the shell hands the files to curl unchanged, as JSON", () => {
  const { stderr } = runWith(`${lastArgument}; case "$last" in *files*) printf '%s' "$last" >&2;; esac`);
  expect(JSON.parse(stderr)).toEqual({ files: terminalFiles });
});

test("the second command calls the deployment that the first answer names", () => {
  const answer = '{"deployment":{"id":"k3f9","services":[{"name":"hello.v1.Hello"}]},"id":"k3f9"}';
  const { stdout } = runWith(
    `${lastArgument}; case "$last" in *files*) printf '%s' '${answer}';; *) printf '%s %s' "$2" "$last";; esac`,
  );
  expect(stdout).toBe('http://rpc.example:3000/d/k3f9/hello.v1.Hello/Say { "name": "Ada" }');
});
