const proto = `syntax = "proto3";
package hello.v1;
service Hello { rpc Say(SayRequest) returns (SayResponse); }
message SayRequest { string name = 1; }
message SayResponse { string text = 1; }`;

const handler = `import type { ConnectRouter } from "@connectrpc/connect";
import { Hello } from "./gen/hello_pb";
export default (router: ConnectRouter) =>
  router.service(Hello, { say: ({ name }) => ({ text: \`Hello, \${name}\` }) });`;

/** What the first command sends: one schema and one handler. Neither may hold a single quote: the shell's quotes do. */
export const terminalFiles = [
  { path: "hello.proto", content: proto },
  { path: "server.ts", content: handler },
] as const;

type TerminalWords = { readonly deploy: string; readonly call: string };

/** Two commands for a visitor's shell: deploy a handler at `origin`, then call it. Needs curl and sed. */
export function terminalLines(origin: string, words: TerminalWords): string {
  const files = terminalFiles.map((file) => `  ${JSON.stringify(file)}`).join(",\n");
  return `# ${words.deploy}
id=$(curl -s ${origin}/playground.v1.DeploymentService/CreateDeployment \\
  -H 'content-type: application/json' --data '{ "files": [
${files}
] }' | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')

# ${words.call}
curl -s ${origin}/d/$id/hello.v1.Hello/Say \\
  -H 'content-type: application/json' --data '{ "name": "Ada" }'`;
}
