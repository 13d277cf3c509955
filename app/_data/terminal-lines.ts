const proto =
  'syntax = "proto3"; package hello.v1; service Hello { rpc Say(Name) returns (Text); } message Name { string name = 1; } message Text { string text = 1; }';

const handler =
  'import { Hello } from "./gen/hello_pb"; export default (router) => router.service(Hello, { say: ({ name }) => ({ text: "Hello, " + name }) });';

/** What the first command sends: one schema and one handler. Neither may hold a single quote: the shell's quotes do. */
export const terminalFiles = [
  { path: "hello.proto", content: proto },
  { path: "server.ts", content: handler },
] as const;

type TerminalWords = { readonly deploy: string; readonly call: string };

/** Two commands for a visitor's shell: deploy a handler at `origin`, then call it. Needs curl and sed. */
export function terminalLines(origin: string, words: TerminalWords): string {
  const files = terminalFiles
    .map(({ path, content }) => `  { "path": "${path}", "content":\n    ${JSON.stringify(content)} }`)
    .join(",\n");
  return `# ${words.deploy}
id=$(curl -s ${origin}/playground.v1.DeploymentService/CreateDeployment \\
  -H 'content-type: application/json' --data '{ "files": [
${files}
] }' | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')

# ${words.call}
curl -s ${origin}/d/$id/hello.v1.Hello/Say \\
  -H 'content-type: application/json' --data '{ "name": "Ada" }'`;
}
