import type { ReactNode } from "react";

/** Passes through: the element `html` needs the language, which [lang]/layout.tsx and not-found.tsx know. */
export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return children;
}
