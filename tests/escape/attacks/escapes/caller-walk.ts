/** Sloppy functions know who called them, unless the caller is strict. */
const sloppy = new Function(
  `const found = [];
   try { found.push(typeof sloppyAttack.caller); } catch { found.push("threw"); }
   try { found.push(typeof arguments.callee.caller); } catch { found.push("threw"); }
   return found.join();`,
);
(globalThis as any).sloppyAttack = sloppy;

export const attack = new Function(
  "request",
  `const seen = [];
   for (let at = arguments.callee, steps = 0; at && steps < 20; steps++) {
     let caller = null;
     try { caller = at.caller; } catch { seen.push("threw"); break; }
     if (caller) seen.push(String(caller).slice(0, 80));
     at = caller;
   }
   return { text: "callers: " + seen.filter((name) => name !== "threw").join() };`,
);
