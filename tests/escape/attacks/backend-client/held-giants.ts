import { createHandleClient } from "playground";
import { Target } from "./gen/target_pb";

/** Answers of four megabytes, as many as may be under way, kept beside the program where its heap does not see them. */
export async function attack() {
  const handles = createHandleClient(Target);
  const text = "x".repeat(4 * 1024 * 1024 - 100);
  const seen = { there: 0, exhausted: 0, other: 0 };
  const held: { wait(): unknown }[] = [];
  const count = (error: unknown) => {
    if ((error as { code?: number }).code === 8) seen.exhausted++;
    else seen.other++;
  };
  for (let round = 0; round < 8; round++) {
    for (let n = 0; n < 32; n++) {
      try {
        held.push(handles.attack({ text }));
      } catch (error) {
        count(error);
      }
    }
    await new Promise((done) => setTimeout(done, 250));
  }
  for (const handle of held) {
    try {
      handle.wait();
      seen.there++;
    } catch (error) {
      count(error);
    }
  }
  console.log(JSON.stringify(seen));
}
