/** Everything in which a browser keeps things. */
export async function attack() {
  const found: string[] = [];
  const attempt = async (name: string, run: () => unknown) => {
    try {
      if ((await run()) !== undefined) found.push(name);
    } catch {
      // Refused.
    }
  };
  const any = self as any;
  await attempt(
    "indexedDB",
    () =>
      new Promise((done, failed) => {
        const opening = indexedDB.open("x");
        opening.onsuccess = () => done(1);
        opening.onerror = () => failed(opening.error);
      }),
  );
  await attempt("caches", () => caches.open("x"));
  await attempt("localStorage", () => any.localStorage);
  await attempt("sessionStorage", () => any.sessionStorage);
  await attempt("cookieStore", () => any.cookieStore?.getAll());
  await attempt("directory", () => navigator.storage.getDirectory());
  await attempt("locks", () => navigator.locks.request("x", () => 1));
  await attempt("cookie", () => any.document?.cookie);
  console.log(`found: ${found.join()}`);
}
