import { Play } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { CostLayout } from "./cost-layout.tsx";
import { EmptyResult } from "./empty-result.tsx";

/** The page as the server can draw it: what is measured and how, readable without any script. */
export function CostPreview({ text }: { readonly text: Dictionary }) {
  const words = text.cost;
  return (
    <CostLayout
      title={words.title}
      lead={words.lead}
      formLabel={words.formTitle}
      resultLabel={words.resultTitle}
      form={
        <div className="grid gap-4 px-4 pb-5">
          <noscript>
            <p className="rounded-control bg-limit-soft px-3 py-2 text-sm">{words.noScript}</p>
          </noscript>
          <ul className="grid list-disc gap-1 pl-5 text-ink-soft text-sm">
            <li>{words.what.growthHint}</li>
            <li>{words.what.wireHint}</li>
            <li>{words.range.budgetHint}</li>
          </ul>
          <Button variant="primary" disabled>
            <Play aria-hidden="true" className="size-4" />
            {words.run}
          </Button>
        </div>
      }
      result={<EmptyResult onExample={null} />}
    />
  );
}
