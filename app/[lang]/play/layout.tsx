import type { ReactNode } from "react";

/** The playground fills the window below the header; what scrolls, scrolls inside it. */
export default function PlayLayout({ children }: { readonly children: ReactNode }) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className="flex h-[calc(100dvh-var(--header))] min-h-0 flex-col overflow-hidden"
    >
      {children}
    </main>
  );
}
