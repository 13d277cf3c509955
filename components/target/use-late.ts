"use client";

import { useEffect, useState } from "react";

/** What a module loads late, once it is here. Null until then, and on the server. `loading` must stay the same. */
export function useLate<Module extends object>(loading: Promise<Module> | null): Module | null {
  const [module, setModule] = useState<Module | null>(null);
  useEffect(() => {
    let isOver = false;
    void loading?.then((loaded) => {
      if (!isOver) setModule(loaded);
    });
    return () => {
      isOver = true;
    };
  }, [loading]);
  return module;
}
