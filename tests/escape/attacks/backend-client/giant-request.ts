import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** One message of 64 MB, and one that claims to be. */
export async function attack() {
  const client = createClient(Target, transport);
  const text = "x".repeat(8 * 1024 * 1024);
  const code = await client.harmless({ text }).then(
    () => "answered",
    (error) => String(error.code),
  );
  console.log(`giant: ${code}`);
}
