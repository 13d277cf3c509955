import type { ReactNode } from "react";

/** On a wide screen a lesson fills the window below the header, as the playground does; on a narrow one the page scrolls. */
export default function LessonLayout({ children }: { readonly children: ReactNode }) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className="flex flex-col min-[900px]:h-[calc(100dvh-var(--header))] min-[900px]:min-h-0 min-[900px]:overflow-hidden"
    >
      {children}
    </main>
  );
}
