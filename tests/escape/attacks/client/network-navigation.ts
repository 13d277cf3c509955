import { listener } from "./listener";

/** Goes elsewhere, or makes others go. */
export async function attack() {
  const any = self as any;
  const attempts: (() => unknown)[] = [
    () => (any.location = listener),
    () => any.location.assign(listener),
    () => (any.location.href = listener),
    () => any.open(listener),
    () => any.clients?.openWindow(listener),
    () => (any.parent.location = listener),
    () => (any.top.location = listener),
    () => any.document.createElement("form").submit(),
  ];
  for (const attempt of attempts) {
    try {
      attempt();
    } catch {
      // Refused.
    }
  }
  await new Promise((done) => setTimeout(done, 500));
  console.log("arrived: ");
}
