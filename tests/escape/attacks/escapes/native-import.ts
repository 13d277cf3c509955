/** The engine's own `import()`, out of reach of the compiler that rewrites it. */
export async function attack() {
  const results: string[] = [];
  for (const name of ["node:fs", "fs", "/etc/passwd", "data:text/javascript,export default 1"]) {
    const load = new Function("name", "return import(name)");
    results.push(
      await Promise.resolve()
        .then(() => load(name))
        .then(
          () => "loaded",
          () => "refused",
        ),
    );
  }
  return { text: [...new Set(results)].join() };
}
