/** V8 hands call sites to `prepareStackTrace`: the functions and receivers of everybody below on the stack. */
export function attack() {
  const taken: string[] = [];
  const before = (Error as any).prepareStackTrace;
  (Error as any).prepareStackTrace = (_: unknown, sites: any[]) => {
    for (const site of sites) {
      for (const name of ["getThis", "getFunction", "getEvalOrigin", "getPromiseIndex"]) {
        const value = site[name]?.();
        if (
          (typeof value === "object" || typeof value === "function") &&
          value !== null &&
          value !== globalThis
        )
          taken.push(`${name} of ${site.getFileName()}`);
      }
    }
    return "";
  };
  void new Error("x").stack;
  (Error as any).prepareStackTrace = before;
  return {
    text: `taken: ${taken
      .filter((of) => !/program:/.test(of))
      .slice(0, 5)
      .join()}`,
  };
}
