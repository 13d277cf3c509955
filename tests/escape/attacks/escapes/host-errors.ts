/** Errors that the host throws into the isolate must be the isolate's own, and say nothing of the host. */
export async function attack() {
  const errors: unknown[] = [];
  const attempts: (() => unknown)[] = [
    () => new URL("::"),
    () => new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(200).fill(255)),
    () => new TextDecoder("utf-16"),
    () => crypto.getRandomValues(new Uint8Array(2 ** 24)),
    () => fetch("http://127.0.0.1"),
    () => structuredClone(() => {}),
    () => setTimeout("code" as never, 1),
    () => new Headers([["a b", "c"]]),
    () => atob("%"),
    () => new AbortController().signal.constructor("x" as never),
  ];
  for (const attempt of attempts) {
    try {
      await attempt();
    } catch (error) {
      errors.push(error);
    }
  }
  const leaks = errors.filter((error: any) => {
    const realm = error?.constructor?.constructor?.("return globalThis")?.();
    return (
      realm !== globalThis || /node:|file:|runner\.mjs|isolated|\/[a-z]+\/[a-z]+\//.test(String(error?.stack))
    );
  });
  return { text: `${errors.length >= 7} leaks: ${leaks.map((error: any) => error.stack).join()}` };
}
