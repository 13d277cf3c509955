/** The program that the shots call: every kind of method, and answers that stay small whatever is asked. */
export const targetFiles = [
  {
    path: "fuzz.proto",
    content: `syntax = "proto3";
package fuzz.v1;
service Target {
  rpc Say(Note) returns (Note);
  rpc Look(Note) returns (Note) { option idempotency_level = NO_SIDE_EFFECTS; }
  rpc Count(Note) returns (stream Note);
  rpc Collect(stream Note) returns (Note);
  rpc Chat(stream Note) returns (stream Note);
}
message Note {
  string text = 1;
  int32 number = 2;
  repeated Note notes = 3;
  map<string, bytes> parts = 4;
  oneof choice { bool yes = 5; double much = 6; }
}
`,
  },
  {
    path: "server.ts",
    content: `import type { ConnectRouter } from "@connectrpc/connect";
import { Target } from "./gen/fuzz_pb";
const brief = (text: string) => ({ text: "heard " + text.slice(0, 100) });
export default (router: ConnectRouter) =>
  router.service(Target, {
    say: ({ text }) => brief(text),
    look: ({ text }) => brief(text),
    async *count({ text }) {
      for (let number = 1; number <= 3; number++) yield { ...brief(text), number };
    },
    async collect(notes) {
      let number = 0;
      for await (const _ of notes) number += 1;
      return { number };
    },
    async *chat(notes) {
      for await (const { text } of notes) yield brief(text);
    },
  });
`,
  },
] as const;

export const methods = ["Say", "Look", "Count", "Collect", "Chat"] as const;

export function pathOf(deploymentId: string, method: string): string {
  return `/d/${deploymentId}/fuzz.v1.Target/${method}`;
}
