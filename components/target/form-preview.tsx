import { Play } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { FormAndResult } from "./form-and-result.tsx";

type FormPreviewProps = {
  readonly title: string;
  readonly lead: string;
  readonly formLabel: string;
  readonly resultLabel: string;
  readonly noScript: string;
  /** Of the button that cannot be pressed yet. */
  readonly run: string;
  readonly form?: ReactNode;
  readonly result: ReactNode;
};

/** Such a page as the server can draw it: what is measured and how, readable without any script. */
export function FormPreview({ noScript, run, form, ...page }: FormPreviewProps) {
  return (
    <FormAndResult
      {...page}
      form={
        <>
          <noscript>
            <p className="rounded-control bg-limit-soft px-3 py-2 text-sm">{noScript}</p>
          </noscript>
          {form}
        </>
      }
      bar={
        <Button variant="primary" size="large" disabled>
          <Play aria-hidden="true" className="size-4" />
          {run}
        </Button>
      }
    />
  );
}
