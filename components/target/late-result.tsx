import { type ReactNode, Suspense } from "react";
import { Spinner } from "#components/ui/spinner.tsx";

/** A result whose charts are loaded when they are first needed. */
export function LateResult({ children }: { readonly children: ReactNode }) {
  return (
    <Suspense
      fallback={
        <p className="p-4" role="status">
          <Spinner />
        </p>
      }
    >
      {children}
    </Suspense>
  );
}
