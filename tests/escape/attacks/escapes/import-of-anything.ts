/** Names that a loader might take for files, addresses or modules of Node. */
export async function attack() {
  const names = [
    "node:fs",
    "fs",
    "child_process",
    "node:worker_threads",
    "isolated-vm",
    "/etc/passwd",
    "../../../../etc/passwd",
    "./../../server/main",
    "file:///etc/passwd",
    "data:text/javascript,export default 1",
    "http://127.0.0.1/x.js",
    "__proto__",
    "constructor",
    "runtime:handler-runtime.js",
    "",
  ];
  const loaded: string[] = [];
  for (const name of names) {
    await import(name).then(
      () => loaded.push(name),
      (error: Error) => {
        if (!/^Cannot find module/.test(error.message)) loaded.push(`${name}: ${error.message}`);
      },
    );
  }
  return { text: `loaded: ${loaded.join()}` };
}
